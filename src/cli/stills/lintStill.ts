import type { Colour, DrawCommand, DrawList } from '../../domain/film/drawing';
import { paint, setFont } from '../../platform/canvas/canvas';
import type { Pictures } from '../../platform/canvas/canvas';
import { contrastOf, luminance } from '../../stages/video/draw/contrast';
import { smallestSize } from '../../stages/video/draw/grid';
import { complaintsAbout } from './stillRules';
import type { Box, Headline, Ink } from './stillRules';
import { linearLightOfByte, weighed } from '../../domain/luminance';

type Text = Extract<DrawCommand, { op: 'text' }>;

/** What a picture is made of that its commands do not tell. */
export interface StillMakeup {
  /** How many of the commands before the last one, the hairline, are captions: they need more contrast, and may stand in the band. */
  readonly captions: number;
  /** Of captions, px; absent if the scene has none. */
  readonly band?: { readonly top: number; readonly bottom: number };
  /** Where the outlines of formulas lie, px. */
  readonly formulas: readonly (Box & { readonly colour: Colour })[];
  readonly headlines: readonly Headline[];
}

/**
 * Says what is wrong with a picture, as it is really painted, by `complaintsAbout`: the letters' own boxes, and the px behind them. What recedes or comes is
 * left out.
 */
export function lintStill(list: DrawList, pictures: Pictures, makeup: StillMakeup): readonly string[] {
  const { width, height } = list;
  const context = brushFor(width, height);
  const captions = new Set(list.commands.slice(list.commands.length - 1 - makeup.captions, -1));
  const isLettering = ({ op }: DrawCommand): boolean => op === 'text' || op === 'path';
  paint({ ...list, commands: list.commands.filter((command) => !isLettering(command)) }, context, pictures);
  const behind = context.getImageData(0, 0, width, height).data;
  const inks = [
    ...list.commands.flatMap((command): readonly Ink[] => {
      if (command.op !== 'text' || command.alpha !== 1) return [];
      const box = boxOf(command, context);
      return [
        {
          ...box, text: command.text, size: command.font.size, caption: captions.has(command),
          contrast: worstContrast(box, command.colour, behind, width, height),
        },
      ];
    }),
    ...makeup.formulas.map((box): Ink => ({ ...box, text: 'a formula', caption: false, contrast: worstContrast(box, box.colour, behind, width, height) })),
  ];
  const ground = {
    width, height, ...(makeup.band ? { band: makeup.band } : {}),
    // The last one is the hairline; what covers the whole picture has no edge.
    fields: list.commands.slice(0, -1).flatMap((command): readonly Box[] => {
      if ((command.op !== 'rectangle' && command.op !== 'picture') || (command.width >= width && command.height >= height)) return [];
      return [{ left: command.x, right: command.x + command.width, top: command.y, bottom: command.y + command.height }];
    }),
    lines: list.commands.flatMap((command) => (command.op === 'line' ? [command.points] : [])),
    smallest: (smallestSize / 1080) * Math.min(width, height),
  };
  return complaintsAbout(inks, ground, makeup.headlines);
}

const brushes = new Map<string, OffscreenCanvasRenderingContext2D>();

/** One canvas a size: thousands of stills would make thousands of them. */
function brushFor(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const key = `${width}x${height}`;
  const brush = brushes.get(key) ?? new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!brush) throw new Error('No 2D canvas.');
  brushes.set(key, brush);
  return brush;
}

/** Where the ink of a text lies. */
function boxOf(command: Text, context: OffscreenCanvasRenderingContext2D): Box {
  context.setTransform(1, 0, 0, 1, 0, 0);
  setFont(context, command.font, 1);
  context.direction = command.direction;
  context.textAlign = command.direction === 'rtl' ? 'right' : 'left';
  const box = context.measureText(command.text);
  return {
    left: command.x - box.actualBoundingBoxLeft, right: command.x + box.actualBoundingBoxRight, top: command.y - box.actualBoundingBoxAscent,
    bottom: command.y + box.actualBoundingBoxDescent,
  };
}

/** The least contrast of a colour with what lies in a box. */
function worstContrast({ left, right, top, bottom }: Box, colour: Colour, behind: Uint8ClampedArray, width: number, height: number): number {
  const own = luminance(colour);
  let worst = 21;
  for (let y = Math.max(0, Math.ceil(top)); y < Math.min(height, bottom); y += 3) {
    for (let x = Math.max(0, Math.ceil(left)); x < Math.min(width, right); x += 3) {
      const at = (y * width + x) * 4;
      worst = Math.min(worst, contrastOf(own, luminanceAt(behind, at)));
    }
  }
  return worst;
}

function luminanceAt(behind: Uint8ClampedArray, at: number): number {
  const part = (offset: number): number => linearLightOfByte[behind[at + offset] ?? 0] ?? 0;
  return weighed(part(0), part(1), part(2));
}
