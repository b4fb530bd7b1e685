import { fingerprint } from '../../../../domain/naming/fingerprint';
import type { PictureLight } from '../../../../domain/film/drawing';
import type { PictureScene } from '../../../../domain/scenes/picture';
import { covering, driftOf, keptShare } from '../framing';
import { scaleSteps, sizes } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place } from '../page';
import type { Mark, Page, Piece } from '../page';
import { setText } from '../typesetting';
import type { SetText } from '../typesetting';
import { overPicture, softStops, veilColour, veilFor } from '../veil';
import type { Box } from '../veil';

/** A picture that loses more than this share of itself covers a part of the frame instead of all of it. */
const mostLost = 0.5;

/** A picture that runs to the edges: to all four with its words over it, or, where too much of it would be cut off, to those it can reach. */
export function fullPicture(scene: PictureScene, page: Page, light: PictureLight): readonly Piece[] {
  const { grid } = page;
  const aspect = scene.width / scene.height;
  if (keptShare(aspect, grid.width / grid.height) >= mostLost) return veiledPicture(scene, page, light);
  return aspect < grid.width / grid.height ? pictureAtSide(scene, page) : pictureAtHead(scene, page);
}

function veiledPicture(scene: PictureScene, page: Page, light: PictureLight): readonly Piece[] {
  const { grid, theme } = page;
  const frame: Box = { x: 0, y: 0, width: grid.width, height: grid.height };
  const shown = drifting(scene, frame);
  const colours = overPicture(theme.colours);
  const words = wordsOf(scene, page, { width: (grid.right - grid.left) * (grid.shape === 'wide' ? 0.78 : 1), height: (grid.bottom - grid.top) * 0.5 });
  // What is said stands close below what is shown: a little air keeps them apart.
  const top = grid.bottom - words.height - (page.captioned && grid.shape !== 'tall' ? 20 : 0);
  const crops = shown.kind === 'picture' ? [shown.crop, ...(shown.until === undefined ? [] : [shown.until])] : [];
  const pad = 26;
  const strengths: { readonly from: number; readonly to: number; readonly alpha: number }[] = [];
  const start = (words.height > 0 ? top : grid.band.top) - 300;
  const length = grid.height - start;
  if (words.height > 0) {
    const part = { x: grid.left - pad, y: top - pad, width: words.width + 2 * pad, height: words.height + 2 * pad };
    strengths.push({ from: 0, to: (top - pad - start) / length, alpha: veilFor(part, frame, crops, light, theme.colours, 'words') });
  }
  if (page.captioned) {
    const part = { x: 0, y: grid.band.top, width: grid.width, height: grid.band.bottom - grid.band.top };
    const alpha = Math.max(veilFor(part, frame, crops, light, theme.colours, 'captions'), strengths[0]?.alpha ?? 0);
    const from = words.height > 0 ? (grid.bottom - start) / length : 0;
    strengths.push({ from, to: (grid.band.top + 16 - start) / length, alpha });
  }
  const scrim: readonly Mark[] = strengths.length === 0 ? [] : [
    { kind: 'scrim', x: 0, y: start, width: grid.width, height: length, colour: veilColour(theme.colours), towards: 'down', stops: softStops(strengths) },
  ];
  return [{ marks: [shown, ...scrim], motion: 'drift' }, ...words.pieces(grid.left, top, colours.text, colours.muted)];
}

/** A tall picture in a wide frame: from the head to the foot at the end side, its words beside it. */
function pictureAtSide(scene: PictureScene, page: Page): readonly Piece[] {
  const { grid } = page;
  const width = Math.min(grid.width * 0.5, grid.height * Math.max(scene.width / scene.height, 0.56));
  const frame: Box = { x: grid.width - width, y: 0, width, height: grid.height };
  const beside: Page = { ...page, grid: { ...grid, right: frame.x - 72 } };
  const label = chapterLabel(beside);
  const top = label.top + 24;
  const words = wordsOf(scene, beside, { width: beside.grid.right - grid.left, height: grid.bottom - top });
  const at = opticalTop(top, grid.bottom, words.height);
  const { text, muted } = page.theme.colours;
  return [{ marks: [drifting(scene, frame)], motion: 'drift' }, ...label.pieces, ...words.pieces(grid.left, at, text, muted)];
}

/** A wide picture in a tall frame: across the head, its words below it. */
function pictureAtHead(scene: PictureScene, page: Page): readonly Piece[] {
  const { grid, theme } = page;
  const aspect = scene.width / scene.height;
  const words = wordsOf(scene, page, { width: grid.right - grid.left, height: (grid.bottom - grid.top) * 0.5 });
  const room = grid.bottom - words.height - (words.height > 0 ? 64 : 0);
  const height = Math.min(room, Math.max(grid.width / aspect, Math.min(grid.width / (aspect * mostLost), grid.height * 0.46)));
  const frame: Box = { x: 0, y: 0, width: grid.width, height };
  const at = opticalTop(height + 64, grid.bottom, words.height, 0.24);
  return [{ marks: [drifting(scene, frame)], motion: 'drift' }, ...words.pieces(grid.left, at, theme.colours.text, theme.colours.muted)];
}

function drifting(scene: PictureScene, frame: Box): Mark {
  const crop = covering(scene.width / scene.height, frame.width / frame.height);
  const mark = { kind: 'picture', ...frame, picture: scene.picture, radius: 0, bleed: true } as const;
  if (!scene.drifts) return { ...mark, crop };
  // By the picture, not by its place in the film: a scene that is moved stays the same pictures.
  const { from, to } = driftOf(crop, Number.parseInt(fingerprint([scene.picture, scene.text]).slice(0, 5), 36));
  return { ...mark, crop: from, until: to };
}

interface Words {
  readonly width: number;
  /** 0 without words. */
  readonly height: number;
  pieces(left: number, top: number, text: string, muted: string): readonly Piece[];
}

/** The text of a picture with its caption under it, set for a box. */
function wordsOf(scene: PictureScene, page: Page, box: { readonly width: number; readonly height: number }): Words {
  const { grid, theme, setting } = page;
  const caption = scene.caption === ''
    ? undefined
    : setText(
      scene.caption, { face: theme.faces.label, sizes: [scaleSteps[theme.larger]], width: box.width, height: box.height * 0.5, maxLines: 2, wrap: 'even' },
      setting,
    );
  const gap = caption === undefined || scene.text === '' ? 0 : 30;
  const text = scene.text === '' ? undefined : setText(scene.text, {
    face: theme.faces.statement, sizes: sizes((grid.shape === 'wide' ? 5 : 4) + theme.larger, 1), width: box.width, height: box.height - gap
      - (caption?.height ?? 0),
    maxLines: { wide: 4, square: 5, portrait: 5, tall: 6 }[grid.shape], mostLines: 8, wrap: 'balanced',
  }, setting);
  const sets = [text, caption].filter((set): set is SetText => set !== undefined);
  return {
    width: Math.max(0, ...sets.map((set) => set.width)),
    height: sets.reduce((sum, set) => sum + set.height, gap),
    pieces: (left, top, colour, muted) => [
      ...(text === undefined ? [] : [{ marks: place(text, left, top, colour, page).marks, motion: 'rise' } as const]),
      ...(caption === undefined ? [] : [{ marks: place(caption, left, top + (text?.height ?? 0) + gap, muted, page).marks, motion: 'rise' } as const]),
    ],
  };
}
