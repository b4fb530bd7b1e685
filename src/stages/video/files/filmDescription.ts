import { kindOf } from '../../../domain/scenes/scenes';
import type { Storyboard } from '../../../domain/storyboard';

/** Letters of a description at most: what lists of films show of it. */
const longest = 280;

/** Gives what a film says of itself where films are listed: its first spoken sentences after the title, whole ones as far as they fit. */
export function filmDescription({ title, scenes }: Storyboard): string {
  const sentences = scenes
    .flatMap((scene) => (kindOf(scene).isHeading ? [] : scene.speech))
    .filter((sentence) => sentence !== title);
  let description = '';
  for (const sentence of sentences) {
    const longer = `${description} ${sentence}`.trim();
    if (longer.length > longest) break;
    description = longer;
  }
  return description === '' && sentences[0] !== undefined ? `${sentences[0].slice(0, longest - 1).trimEnd()}…` : description;
}
