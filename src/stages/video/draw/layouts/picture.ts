import type { PictureScene } from '../../../../domain/scenes/picture';
import { contained, whole } from '../framing';
import { scaleSteps, sizes, smallestSize } from '../grid';
import { chapterLabel } from '../label';
import { opticalTop, place, rectangle } from '../page';
import type { Page, Piece } from '../page';
import { setText } from '../typesetting';
import type { SetText } from '../typesetting';
import { fullPicture } from './pictureFull';

/** A picture of the document: over the whole frame or beside its words; its words alone where it cannot be had. */
export function pictureLayout(scene: PictureScene, page: Page): readonly Piece[] {
  const light = page.pictures[scene.picture];
  if (light === undefined) return wordsAlone(scene, page);
  return scene.placement === 'full' ? fullPicture(scene, page, light) : pictureBeside(scene, page);
}

/** Units between a picture and its words. */
const between = 76;

/** The whole picture with its words next to it, or below it where it then is larger. */
function pictureBeside(scene: PictureScene, page: Page): readonly Piece[] {
  const { grid, theme } = page;
  const label = chapterLabel(page);
  const top = label.top + (label.pieces.length > 0 ? 10 : 0);
  const room = { width: grid.right - grid.left, height: grid.bottom - top };
  const stacked = below(scene, page, room);
  // A label is at the start of its line: beside words a picture may begin at its height.
  const isFree = label.right < grid.left + room.width * (1 - widestShare) - between;
  const side = scene.text === '' || room.width / room.height < 1.2 ? undefined : aside(scene, page, room, isFree ? grid.bottom - grid.top : room.height);
  // Words squeezed into small letters beside a picture are better off under it.
  const fits = side?.text !== undefined && !side.text.cut && !side.text.torn
    && (side.text.font.size >= scaleSteps[2] || side.text.font.size >= (stacked.text?.font.size ?? 0));
  const best = side !== undefined && fits && areaOf(stacked) < areaOf(side) * 1.3 ? side : stacked;
  const { picture, text, caption } = best;

  const foot = caption === undefined ? 0 : captionGap + caption.height;
  const isAside = best.kind === 'aside';
  const block = picture.height + foot + (isAside || text === undefined ? 0 : textGap + text.height);
  const at = opticalTop(isAside && block > room.height ? grid.top : top, grid.bottom, block, isAside || grid.shape !== 'wide' ? 0.4 : 0.5);
  // Alone on a page a picture stands in its middle.
  const left = isAside ? grid.right
    - columnOf(best) : text === undefined ? grid.left + (room.width - Math.max(picture.width, caption?.width ?? 0)) / 2 : grid.left;
  const { background, rule, text: ink, muted } = theme.colours;
  const pieces: Piece[] = [...label.pieces];
  const framed: Piece = {
    marks: [
      // A hairline: what is as light as the page would have no edge.
      rectangle(left - 2, at - 2, picture.width + 4, picture.height + 4, rule === background ? muted : rule, radiusOf(page)),
      { kind: 'picture', x: left, y: at, ...picture, picture: scene.picture, crop: whole, radius: Math.max(0, radiusOf(page) - 2) },
      ...(caption === undefined ? [] : place(caption, left, at + picture.height + captionGap, muted, page).marks),
    ],
    motion: 'rise',
  };
  const words = text === undefined ? [] : [{
    marks: place(
      text, grid.left, isAside ? Math.max(top, at + opticalTop(0, picture.height, text.height, 0.42)) : at + picture.height + foot + textGap, ink, page,
    ).marks,
    motion: 'rise',
  } as const];
  pieces.push(...(isAside ? [...words, framed] : [framed, ...words]));
  return pieces;
}

const captionGap = 24;
const textGap = 52;

interface Plan {
  readonly kind: 'aside' | 'below';
  readonly picture: { readonly width: number; readonly height: number };
  readonly text: SetText | undefined;
  readonly caption: SetText | undefined;
}

function areaOf({ picture }: Plan): number {
  return picture.width * picture.height;
}

/** Width of a picture with its caption. */
function columnOf({ picture, caption }: Plan): number {
  return Math.max(picture.width, caption?.width ?? 0);
}

interface Room {
  readonly width: number;
  readonly height: number;
}

/** Share of the page's width that a picture beside words takes at most. */
const widestShare = 0.56;

/** @param tallest units that the picture with its caption may be high */
function aside(scene: PictureScene, page: Page, room: Room, tallest: number): Plan {
  const aspect = scene.width / scene.height;
  const widest = contained(aspect, room.width * widestShare, tallest);
  const caption = captionOf(scene, page, widest.width);
  const plan: Plan = {
    kind: 'aside', picture: contained(aspect, room.width * widestShare, tallest - (caption === undefined ? 0 : captionGap + caption.height)), caption,
    text: undefined,
  };
  return { ...plan, text: textOf(scene, page, { width: room.width - columnOf(plan) - between, height: room.height }, 6) };
}

function below(scene: PictureScene, page: Page, room: Room): Plan {
  const aspect = scene.width / scene.height;
  const text = scene.text === '' ? undefined : textOf(scene, page, { width: room.width, height: room.height * 0.42 }, page.grid.shape === 'wide' ? 3 : 5);
  const caption = captionOf(scene, page, room.width);
  const left = room.height - (text === undefined ? 0 : textGap + text.height) - (caption === undefined ? 0 : captionGap + caption.height);
  return { kind: 'below', picture: contained(aspect, room.width, left), text, caption };
}

function textOf(scene: PictureScene, { grid, theme, setting }: Page, room: Room, maxLines: number): SetText {
  return setText(scene.text, {
    face: theme.faces.statement, sizes: sizes(
      (grid.shape === 'wide' ? 5 : 4) + theme.larger, 1,
    ), width: room.width, height: room.height, maxLines, mostLines: maxLines + 3, wrap: 'balanced',
  }, setting);
}

function captionOf(scene: PictureScene, { theme, setting }: Page, width: number): SetText | undefined {
  if (scene.caption === '') return undefined;
  return setText(
    scene.caption,
    {
      face: theme.faces.label, sizes: [smallestSize], width: Math.max(width, 360), height: 3 * smallestSize * theme.faces.label.leading, maxLines: 2,
      wrap: 'even',
    },
    setting,
  );
}

/** Themes with cards round their pictures, too. */
function radiusOf({ theme }: Page): number {
  return theme.list === 'cards' ? 22 : 0;
}

/** What a picture says where it cannot be shown. */
function wordsAlone(scene: PictureScene, page: Page): readonly Piece[] {
  const { grid, theme, setting } = page;
  const label = chapterLabel(page);
  const top = label.top + 24;
  const width = grid.right - grid.left;
  const said = [scene.text, scene.caption, scene.alt, ...page.lines.map((line) => line.text), page.film].find((words) => words !== '') ?? '';
  const note = [scene.caption, scene.alt].find((words) => words !== '' && words !== said);
  const small = note === undefined
    ? undefined
    : setText(note, { face: theme.faces.label, sizes: [scaleSteps[theme.larger]], width, height: 120, maxLines: 2, wrap: 'even' }, setting);
  const foot = small === undefined ? 0 : 40 + small.height;
  const set = setText(said, {
    face: theme.faces.statement, sizes: sizes((grid.shape === 'wide' ? 6 : 5) + theme.larger, 1), width: grid.shape === 'wide' ? width
      * 0.9 : width, height: grid.bottom - top - foot,
    maxLines: { wide: 6, square: 6, portrait: 7, tall: 9 }[grid.shape], wrap: 'balanced',
  }, setting);
  const at = opticalTop(top, grid.bottom, set.height + foot);
  return [
    ...label.pieces,
    { marks: place(set, grid.left, at, theme.colours.text, page).marks, motion: 'rise' },
    ...(small === undefined ? [] : [{ marks: place(small, grid.left, at + set.height + 40, theme.colours.muted, page).marks, motion: 'rise' } as const]),
  ];
}
