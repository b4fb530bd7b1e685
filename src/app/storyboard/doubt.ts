import type { Content } from '../../domain/content';
import type { Scene } from '../../domain/storyboard';
import { words } from '../words/words';
import { fieldsOf } from './sceneText';

/**
 * Tells which figures a scene shows or says that the passage it stands on does not have; empty if there are none, or nothing to hold it against.
 *
 * Only figures: whether words say the same cannot be told by comparing them.
 */
export function doubtOf(scene: Scene, content: Content | undefined): string {
  if (content === undefined || scene.anchors.length === 0) return '';
  const passage = figuresOf(scene.anchors.map(({ block }) => content.blocks[block]?.text ?? '').join(' '));
  const own = fieldsOf(scene).filter(({ name }) => name !== 'source' && name !== 'link' && name !== 'kicker' && name !== 'byline' && name !== 'focus');
  const shown = [...own.map(({ value }) => value), ...scene.speech].join(' ');
  const strange = [...figuresOf(shown)].filter((figure) => !passage.has(figure));
  return strange.length === 0 ? '' : words.storyboard.figuresNotInPassage(strange);
}

/** Figures as written, without the mark that ends a sentence. */
function figuresOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\d+(?:[.,:\u00a0\u202f]\d+)*/gu) ?? []);
}
