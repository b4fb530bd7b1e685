import { faceNames } from '../../domain/faces';
import { canvasRuler, paint } from '../../platform/canvas/canvas';
import type { Pictures } from '../../platform/canvas/canvas';
import { loadFonts } from '../../platform/fonts/fonts';
import { lightOf } from '../../platform/canvas/pictures';
import type { DrawList } from '../../domain/film/drawing';
import { sceneStarts, themeNames, tones } from '../../domain/storyboard';
import type { Format, LayoutName, ThemeName, Tone } from '../../domain/storyboard';
import { compose } from '../../stages/video/compose/compose';
import { drawFrame } from '../../stages/video/draw/drawFrame';
import { layOut } from '../../stages/video/draw/layOut';
import type { LaidOutFilm, LaidOutPiece } from '../../stages/video/draw/layOut';
import { lintStill } from './lintStill';
import type { StillMakeup } from './lintStill';
import type { Headline } from './stillRules';
import { samplePictures } from './samplePictures';
import { foreignScenes, hardScenes, sampleFilm, sampleFormats, usualScenes } from './samples';

/** What `../sheets.mjs` and the drawing test call from outside. */
export interface StillsPage {
  /** Every still there is, by name. */
  readonly names: readonly string[];
  /** A still as a PNG, base64. */
  still(name: string): Promise<string>;
  /** Many stills side by side as one PNG, base64: rows of equal height, each still under its name. */
  contact(names: readonly string[], rowHeight: number, width: number): Promise<string>;
  /** What is wrong with a still, as it is really painted; nothing if all is well. */
  lint(name: string): Promise<readonly string[]>;
  /** The same of a picture that is not among the samples. */
  lintList(list: DrawList, makeup: StillMakeup): readonly string[];
  /** Milliseconds a call of `drawFrame` takes, over the frames of a whole film; and how many distinct pictures it has. */
  measure(): Promise<{ readonly frames: number; readonly distinct: number; readonly meanMs: number; readonly worstMs: number; readonly layOutMs: number }>;
  /** Families that are loaded, and how much wider Fraunces is at ten times the size: exactly 10 without optical sizes. */
  faces(): Promise<{ readonly loaded: readonly string[]; readonly opticalRatio: number }>;
  /** The mean colours of 16 × 9 fields of a still as `RRGGBB`, row by row: enough to notice that it is painted otherwise. */
  signature(name: string): Promise<readonly string[]>;
  /** RGB of some px of a still, drawn on a canvas of a size of its own. */
  pixels(name: string, canvas: { width: number; height: number }, points: readonly (readonly [number, number])[]): Promise<readonly (readonly number[])[]>;
}

const sets = {
  usual: { drafts: usualScenes, language: 'en' },
  hard: { drafts: hardScenes, language: 'en' },
  arabic: { drafts: foreignScenes.ar, language: 'ar' },
  hebrew: { drafts: foreignScenes.he, language: 'he' },
  hindi: { drafts: foreignScenes.hi, language: 'hi' },
  bengali: { drafts: foreignScenes.bn, language: 'bn' },
  thai: { drafts: foreignScenes.th, language: 'th' },
  chinese: { drafts: foreignScenes.zh, language: 'zh' },
  taiwanese: { drafts: foreignScenes['zh-Hant'], language: 'zh-Hant' },
  japanese: { drafts: foreignScenes.ja, language: 'ja' },
  korean: { drafts: foreignScenes.ko, language: 'ko' },
  russian: { drafts: foreignScenes.ru, language: 'ru' },
  mixed: { drafts: foreignScenes.mixed, language: 'en' },
};
type SetName = keyof typeof sets;

/** The pictures of the samples, drawn once. */
const pictures: Pictures = new Map(Object.entries(samplePictures).map(([id, { width, height, draw }]) => {
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  if (brush) draw(brush, width, height);
  return [id, canvas.transferToImageBitmap()] as const;
}));

const lights = Object.fromEntries([...pictures].map(([id, picture]) => [id, lightOf(picture)]));

const page: StillsPage = {
  names: themeNames.flatMap((theme) => tones.flatMap((tone) => Object.entries(sets).flatMap(([set, { drafts }]) => drafts.flatMap((draft, index) =>
    sampleFormats.map((format) => `${theme}-${tone}-${set}-${index + 1}-${draft.layout}-${format.name}`))))),

  async still(name) {
    const { list } = await frameOf(name);
    const canvas = new OffscreenCanvas(list.width, list.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No 2D canvas.');
    paint(list, context, pictures);
    return pngOf(canvas);
  },

  async contact(names, rowHeight, width) {
    const [gap, caption] = [10, 16];
    const places: { readonly name: string; readonly list: DrawList; readonly x: number; readonly y: number; readonly width: number }[] = [];
    let [x, y] = [gap, gap];
    for (const name of names) {
      const { list } = await frameOf(name);
      const across = Math.round((rowHeight * list.width) / list.height);
      if (x > gap && x + across + gap > width) [x, y] = [gap, y + rowHeight + caption + gap];
      places.push({ name, list, x, y, width: across });
      x += across + gap;
    }
    const sheet = new OffscreenCanvas(width, y + rowHeight + caption + gap);
    const context = sheet.getContext('2d');
    if (!context) throw new Error('No 2D canvas.');
    context.fillStyle = '#777';
    context.fillRect(0, 0, sheet.width, sheet.height);
    for (const place of places) {
      const canvas = new OffscreenCanvas(place.width, rowHeight);
      const own = canvas.getContext('2d');
      if (!own) throw new Error('No 2D canvas.');
      paint(place.list, own, pictures);
      context.drawImage(canvas, place.x, place.y);
      context.fillStyle = '#FFF';
      context.font = '11px system-ui';
      context.fillText(place.name, place.x, place.y + rowHeight + 12, place.width);
    }
    return pngOf(sheet);
  },

  async lint(name) {
    const { film, index, frame, list } = await frameOf(name);
    const { grid: { band, scale }, pieces } = film.scene(index);
    const captions = captionMarks(film, frame);
    return lintStill(list, pictures, {
      captions,
      ...(captions > 0 ? { band: { top: band.top * scale, bottom: band.bottom * scale } } : {}),
      formulas: pieces.flatMap(({ marks }) => marks.flatMap(
        (
          mark,
        ) => (mark.kind === 'path'
          ? [{ left: mark.x * scale, right: (mark.x + mark.width) * scale, top: mark.y * scale, bottom: (mark.y + mark.height) * scale, colour: mark.colour }]
          : []),
      )),
      headlines: pieces.flatMap((piece) => headlineOf(piece, film, film.script.storyboard.scenes[index]?.layout ?? 'title')),
    });
  },

  lintList: (list, makeup) => lintStill(list, pictures, makeup),

  async measure() {
    const format = sampleFormats[0] as Format; // the table is not empty
    const script = sampleFilm(usualScenes, 'paper', format);
    await loadFonts(script.storyboard);
    const started = performance.now();
    const { composed } = await compose(script.storyboard);
    const film = layOut(script, canvasRuler(), composed);
    const frames = sceneStarts(script.storyboard).at(-1) ?? 0;
    script.storyboard.scenes.forEach((_, index) => film.scene(index));
    script.captions.forEach((_, index) => film.caption(index));
    const layOutMs = performance.now() - started;
    const keys = new Set<string>();
    let worstMs = 0;
    const begun = performance.now();
    for (let frame = 0; frame < frames; frame++) {
      const before = performance.now();
      keys.add(drawFrame(film, frame).key);
      worstMs = Math.max(worstMs, performance.now() - before);
    }
    return { frames, distinct: keys.size, meanMs: (performance.now() - begun) / frames, worstMs, layOutMs };
  },

  async faces() {
    await loadFonts(sampleFilm(usualScenes, 'paper', sampleFormats[0] as Format).storyboard); // the table is not empty
    const ruler = canvasRuler();
    const width = (size: number): number => ruler.width('How a river', { family: `"${faceNames.fraunces}"`, size, weight: 400 });
    return {
      loaded: [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('"', '')),
      opticalRatio: width(144) / width(14.4),
    };
  },

  async signature(name) {
    const { list } = await frameOf(name);
    // Small enough to be quick, large enough that letters weigh what they do.
    const [across, down, cell] = [16, 9, 30];
    const [width, height] = [across * cell, down * cell];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('No 2D canvas.');
    paint(list, context, pictures);
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from({ length: across * down }, (_, field) => {
      const [left, top] = [(field % across) * cell, Math.floor(field / across) * cell];
      const sums = [0, 0, 0];
      for (let y = top; y < top + cell; y++) {
        for (let x = left; x < left + cell; x++) for (const part of sums.keys()) sums[part] = (sums[part] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
      }
      return sums.map((sum) => Math.round(sum / cell ** 2).toString(16).padStart(2, '0')).join('').toUpperCase();
    });
  },

  async pixels(name, { width, height }, points) {
    const { list } = await frameOf(name);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('No 2D canvas.');
    paint(list, context, pictures);
    return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
  },
};

async function pngOf(canvas: OffscreenCanvas): Promise<string> {
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

type Sample = { readonly script: ReturnType<typeof sampleFilm>; readonly film: LaidOutFilm };
const samples = new Map<string, Promise<Sample>>();

/** A film of samples, set once. */
function sampleOf(theme: ThemeName, tone: Tone, set: SetName, format: Format, burn: boolean): Promise<Sample> {
  const key = JSON.stringify([theme, tone, set, format, burn]);
  const known = samples.get(key) ?? setSample(theme, tone, set, format, burn);
  samples.set(key, known);
  return known;
}

async function setSample(theme: ThemeName, tone: Tone, set: SetName, format: Format, burn: boolean): Promise<Sample> {
  const { drafts, language } = sets[set];
  // Measured, as for films: what the samples say of their light is about right, not right.
  const script = { ...sampleFilm(drafts, theme, format, language, burn, tone), pictures: lights };
  await loadFonts(script.storyboard);
  const { composed } = await compose(script.storyboard);
  return { script, film: layOut(script, canvasRuler(), composed) };
}

async function frameOf(name: string, burn = true) {
  const [theme, tone, set, number, , formatName] = name.split('-') as [ThemeName, Tone, SetName, string, string, string]; // names are made above
  const format = sampleFormats.find((one) => one.name === formatName);
  if (!format) throw new Error(`No still ${name}.`);
  const { film } = await sampleOf(theme, tone, set, format, burn);
  const index = Number(number) - 1;
  const first = film.starts[index] ?? 0;
  const frame = first + Math.floor(((film.starts[index + 1] ?? first) - first) * 0.86);
  return { film, index, frame, list: drawFrame(film, frame) };
}

/** The lines of a piece that is set in one of the theme's faces for headlines, larger than text is. */
function headlineOf({ marks }: LaidOutPiece, { theme: { faces } }: LaidOutFilm, layout: LayoutName): readonly Headline[] {
  // Some themes have one family for all: the entries of a list are told from its headline by their weight.
  const headed = layout === 'list' ? [faces.display] : [faces.display, faces.statement, faces.quote];
  // Other scripts within it are in faces of their own.
  const size = marks.flatMap(
    (
      mark,
    ) => (mark.kind === 'text' && mark.font.size >= leastHeadline
      && headed.some(({ family, weight }) => family === mark.font.family && weight === mark.font.weight)
        ? [mark.font.size]
        : []),
  )[0];
  const lines = new Map<number, { words: number; width: number; text: string }>();
  for (const mark of marks) {
    if (mark.kind !== 'text' || mark.font.size !== size) continue;
    const line = lines.get(mark.y) ?? { words: 0, width: 0, text: '' };
    const text = line.text + mark.text;
    lines.set(mark.y, { text, words: text.trim().split(/\s+/u).length, width: line.width + mark.width });
  }
  const rows = [...lines.entries()].sort(([one], [other]) => one - other).map(([, line]) => line);
  return rows.length > 1 ? [{ text: rows.map(({ text }) => text).join(' / '), lines: rows }] : [];
}

/** Units: from here on letters are a headline's. */
const leastHeadline = 60;

/** How many commands of a frame are its caption's. */
function captionMarks(film: LaidOutFilm, frame: number): number {
  const { captions, storyboard, burn } = film.script;
  const seconds = frame / storyboard.format.fps;
  const at = captions.findIndex((caption) => caption.start <= seconds + 1e-9 && seconds < caption.end - 1e-9);
  if (!burn || at < 0) return 0;
  const spoken = film.caption(at).wordStarts.filter((start) => start <= seconds + 1e-9).length;
  return film.caption(at).marks(spoken).length;
}

declare global {
  var stills: StillsPage;
}
globalThis.stills = page;
