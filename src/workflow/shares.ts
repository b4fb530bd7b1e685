import type { Format, Storyboard } from '../domain/storyboard';
import { fileForms, type ExportSettings, type FileForm } from '../domain/video';
import type { Share } from '../engine/progress';

/** How long the steps of a stage take: measured side by side on two cores, so that their proportions hold more than their sums. */
export const extractionShares: readonly Share[] = [{ stage: 'extraction', step: 'read', weight: 60 }, { stage: 'extraction', step: 'illustrate', weight: 20 }];

export const suggestionShares: readonly Share[] = [
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
export function filmShares(seconds: number, { width, height }: Format, { container, voice }: ExportSettings): readonly Share[] {
  const megapixels = (width * height) / 1e6;
  const pictures = 300 + seconds * megapixels * 53;
  const { kind } = fileForms[container];
  const isSilent = voice === 'none' || kind === 'animation' || kind === 'stills';
  return [
    { stage: 'video', step: 'narrate', weight: isSilent ? 1 : 1000 + seconds * 10, start: isSilent ? 0 : 800 },
    ...(isSilent ? [] : [
      { stage: 'video', step: 'mix', weight: 50 + seconds * 8, lane: 'narrow' } as const,
      { stage: 'video', step: 'sound', weight: 300 + seconds * 16, lane: 'narrow' } as const,
    ]),
    ...pictureShares(kind, pictures, seconds),
    { stage: 'video', step: 'still', weight: 60 },
  ];
}

function pictureShares(kind: FileForm['kind'], pictures: number, seconds: number): readonly Share[] {
  switch (kind) {
    case 'animation':
      return [{ stage: 'video', step: 'animate', weight: pictures * 3 }];
    case 'stills':
      return [{ stage: 'video', step: 'stills', weight: 300 + seconds * 20 }];
    case 'sound':
      return [{ stage: 'video', step: 'soundFile', weight: 300 + seconds * 30 }];
    case 'video':
      return [
        { stage: 'video', step: 'encode', weight: pictures, lane: 'wide', start: 300 },
        { stage: 'video', step: 'mux', weight: 40 + seconds },
      ];
  }
}
