import type { Format, Storyboard } from '../../domain/storyboard';
import { fileForms, type ExportSettings, type FileForm } from '../../domain/film/video';
import type { StepWeight } from '../../engine/progress';

/** How long the steps of a stage take: measured side by side on two cores, so that their proportions hold more than their sums. */
export const extractionWeights: readonly StepWeight[] = [
  { stage: 'extraction', step: 'read', weight: 60 }, { stage: 'extraction', step: 'illustrate', weight: 20 },
];

export const suggestionWeights: readonly StepWeight[] = [
  { stage: 'suggestions', step: 'split', weight: 30 },
  { stage: 'suggestions', step: 'score', weight: 60 },
  { stage: 'suggestions', step: 'select', weight: 20 },
  { stage: 'suggestions', step: 'plan', weight: 10 },
];

/** Somebody is heard where a scene was recorded, even if no voice was chosen. */
export function heardVoice({ scenes }: Storyboard, { voice }: ExportSettings): string {
  return voice === 'none' && scenes.some(({ recording }) => recording !== undefined) ? 'auto' : voice;
}

/** Video generation of a film of so many seconds: pictures weigh by their pixels, the voice by its length. */
export function filmWeights(seconds: number, { width, height }: Format, { container, voice }: ExportSettings): readonly StepWeight[] {
  const megapixels = (width * height) / 1e6;
  const { kind } = fileForms[container];
  const isSilent = voice === 'none' || kind === 'animation' || kind === 'stills';
  return [
    { stage: 'video', step: 'narrate', weight: isSilent ? 1 : 1500 + seconds * 8, start: isSilent ? 0 : 1500 },
    ...(isSilent ? [] : [
      { stage: 'video', step: 'mix', weight: 50 + seconds * 12, lane: 'narrow' } as const,
      { stage: 'video', step: 'sound', weight: 300 + seconds * 20, lane: 'narrow' } as const,
    ]),
    ...pictureShares(kind, seconds, megapixels),
    { stage: 'video', step: 'still', weight: 30 },
  ];
}

export const deliveryStep = 'deliver';

/** Bringing a film to where it is wanted, a copy: by its bytes. */
export function deliveryWeight(bytes: number): StepWeight {
  return { stage: 'video', step: deliveryStep, weight: 40 + bytes / 150e3 };
}

function pictureShares(kind: FileForm['kind'], seconds: number, megapixels: number): readonly StepWeight[] {
  const pictures = seconds * megapixels * 45;
  switch (kind) {
    case 'animation':
      return [{ stage: 'video', step: 'animate', weight: 300 + pictures * 3, start: 300 }];
    case 'stills':
      return [{ stage: 'video', step: 'stills', weight: 300 + seconds * 20, start: 300 }];
    case 'sound':
      return [{ stage: 'video', step: 'soundFile', weight: 300 + seconds * 30 }];
    case 'video':
      return [
        // Before anything is encoded its workers start, and the film is looked through.
        { stage: 'video', step: 'encode', weight: 400 + seconds * 2 + pictures, lane: 'wide', start: 400 + seconds * 2 },
        { stage: 'video', step: 'cover', weight: 25 },
        { stage: 'video', step: 'mux', weight: 20 + seconds * megapixels * 0.45, start: 20 },
      ];
  }
}
