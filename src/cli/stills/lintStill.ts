import type { DrawCommand, DrawList } from '../../domain/drawing';
import { paint, setFont } from '../../platform/canvas';
import type { Pictures } from '../../platform/canvas';
import { contrastOf, luminance } from '../../stages/video/draw/contrast';
import { smallestSize } from '../../stages/video/draw/grid';

type Text = Extract<DrawCommand, { op: 'text' }>;

/** Where the ink of a text lies, px. */
interface Ink {
  readonly command: Text;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Says what is wrong with a picture, as it is really painted: contrast against the px behind each letter, text off the margins, text on text,
 * letters too small to read on a phone.
 *
 * @param captions how many of the commands before the last one, the hairline, are captions: they need more contrast, and may stand in the band
 * @param band     of captions, px; empty if the scene has none
 */
export function lintStill(list: DrawList, pictures: Pictures, captions: number, band: { readonly top: number; readonly bottom: number } | undefined): readonly string[] {
  const { width, height } = list;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas.');
  const short = Math.min(width, height);
  const spoken = new Set(list.commands.slice(list.commands.length - 1 - captions, -1));
  const inks = list.commands.flatMap((command) => (command.op === 'text' && command.alpha === 1 ? [inkOf(command, context)] : []));
  paint({ ...list, commands: list.commands.filter((command) => command.op !== 'text') }, context, pictures);
  const ground = context.getImageData(0, 0, width, height).data;

  const complaints: string[] = [];
  const complain = (ink: Ink, words: string): void => void complaints.push(`“${ink.command.text}” ${words}`);
  for (const ink of inks) {
    const needed = spoken.has(ink.command) ? 7 : 4.5;
    const found = worstContrast(ink, ground, width, height);
    // Of what rounds to the rule.
    if (found < needed - 0.05) complain(ink, `has a contrast of ${found.toFixed(1)}, not ${needed}`);
    if (ink.command.font.size < (smallestSize / 1080) * short - 0.01) complain(ink, `is ${ink.command.font.size} px high`);
    // Swashes and the feet of italics may hang over by half a hundredth of the short side.
    const margin = short * 0.065;
    if (ink.left < margin || ink.right > width - margin || ink.top < margin || ink.bottom > height - short * 0.05) complain(ink, `lies at ${[ink.left, ink.top, ink.right, ink.bottom].map(Math.round).join(', ')}`);
    if (band && !spoken.has(ink.command) && ink.bottom > band.top && ink.top < band.bottom) complain(ink, 'stands in the band of captions');
  }
  inks.forEach((one, index) => {
    for (const other of inks.slice(index + 1)) {
      const [across, down] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      // Neighbours on a line may touch, and a descender may reach between the ascenders of the next.
      if (across > 0.12 * Math.min(one.command.font.size, other.command.font.size) && down > 0.16 * Math.min(one.command.font.size, other.command.font.size)) complain(one, `lies over “${other.command.text}”`);
    }
  });
  return complaints;
}

function inkOf(command: Text, context: OffscreenCanvasRenderingContext2D): Ink {
  context.setTransform(1, 0, 0, 1, 0, 0);
  setFont(context, command.font, 1);
  context.direction = command.direction;
  context.textAlign = command.direction === 'rtl' ? 'right' : 'left';
  const box = context.measureText(command.text);
  return { command, left: command.x - box.actualBoundingBoxLeft, right: command.x + box.actualBoundingBoxRight, top: command.y - box.actualBoundingBoxAscent, bottom: command.y + box.actualBoundingBoxDescent };
}

/** The least contrast of a text's colour with what lies behind its letters. */
function worstContrast({ command, left, right, top, bottom }: Ink, ground: Uint8ClampedArray, width: number, height: number): number {
  const own = luminance(command.colour);
  let worst = 21;
  for (let y = Math.max(0, Math.ceil(top)); y < Math.min(height, bottom); y += 3) {
    for (let x = Math.max(0, Math.ceil(left)); x < Math.min(width, right); x += 3) {
      const at = (y * width + x) * 4;
      worst = Math.min(worst, contrastOf(own, luminanceAt(ground, at)));
    }
  }
  return worst;
}

const linear = Float64Array.from({ length: 256 }, (_, value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));

function luminanceAt(ground: Uint8ClampedArray, at: number): number {
  const part = (offset: number): number => linear[ground[at + offset] ?? 0] ?? 0;
  return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
}
