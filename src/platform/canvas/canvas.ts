import { settingSize } from '../../domain/faces';
import type { Area, DrawCommand, DrawList, Font, Glow, Ruler } from '../../domain/film/drawing';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Decoded pictures by their ids. */
export type Pictures = ReadonlyMap<string, ImageBitmap>;

const noPictures: Pictures = new Map();

/**
 * Draws a list over the whole canvas, whatever the canvas's size.
 *
 * Text is drawn at the size it was set and measured at, under a transform: a browser picks a face's optical size by the
 * font size it is told, not by the pixels it fills.
 *
 * @param pictures all that the list draws; one that is not among them is left out
 */
export function paint(list: DrawList, context: Context, pictures = noPictures): void {
  const unit = Math.min(list.width, list.height) / settingSize;
  const across = (context.canvas.width / list.width) * unit;
  const down = (context.canvas.height / list.height) * unit;
  context.setTransform(across, 0, 0, down, 0, 0);
  context.textBaseline = 'alphabetic';
  for (const command of list.commands) {
    if (command.op === 'picture') {
      drawPicture(command, context, pictures, unit);
      continue;
    }
    if (command.op === 'scrim') {
      drawScrim(command, context, unit);
      continue;
    }
    context.fillStyle = command.colour;
    if (command.op === 'fill') {
      context.globalAlpha = 1;
      if (command.glows) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.drawImage(ground(command.colour, command.glows, context.canvas.width, context.canvas.height), 0, 0);
        context.setTransform(across, 0, 0, down, 0, 0);
      } else context.fillRect(0, 0, list.width / unit, list.height / unit);
      continue;
    }
    context.globalAlpha = command.alpha;
    if (command.op === 'rectangle') {
      const { x, y, width, height, radius } = command;
      if (radius === 0) context.fillRect(x / unit, y / unit, width / unit, height / unit);
      else {
        context.beginPath();
        context.roundRect(x / unit, y / unit, width / unit, height / unit, radius / unit);
        context.fill();
      }
      continue;
    }
    if (command.op === 'line') {
      context.strokeStyle = command.colour;
      context.lineWidth = command.thickness / unit;
      context.lineJoin = 'round';
      context.lineCap = 'round';
      context.beginPath();
      for (const [x, y] of command.points) context.lineTo(x / unit, y / unit);
      context.stroke();
      continue;
    }
    if (command.op === 'path') {
      const size = command.scale / unit;
      context.setTransform(across * size, 0, 0, down * size, (across * command.x) / unit, (down * command.y) / unit);
      context.fill(outline(command.path));
      context.setTransform(across, 0, 0, down, 0, 0);
      continue;
    }
    setFont(context, command.font, unit);
    context.direction = command.direction;
    context.textAlign = command.direction === 'rtl' ? 'right' : 'left';
    context.fillText(command.text, command.x / unit, command.y / unit);
  }
  context.globalAlpha = 1;
}

/** Draws a list within an area of the canvas alone; the pixels there are the same as if all of it were drawn, if the area cuts nothing unbroken. */
export function paintWithin(area: Area, list: DrawList, context: Context, pictures = noPictures): void {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.beginPath();
  // On whole px: its edge softens nothing.
  context.rect(area.x, area.y, area.width, area.height);
  context.clip();
  paint(list, context, pictures);
  context.restore();
}

type Command<Op extends DrawCommand['op']> = Extract<DrawCommand, { readonly op: Op }>;

function drawPicture({ picture, crop, alpha, radius, ...box }: Command<'picture'>, context: Context, pictures: Pictures, unit: number): void {
  const image = pictures.get(picture);
  // A closed one has no size: a preview may outlive its pictures by a moment.
  if (image === undefined || image.width === 0) return;
  const [x, y, width, height] = [box.x / unit, box.y / unit, box.width / unit, box.height / unit];
  context.globalAlpha = alpha;
  context.imageSmoothingEnabled = true;
  // Films are drawn from pictures of nearly their size, thumbnails from far larger ones, which want a better filter.
  context.imageSmoothingQuality = context.getTransform().a * width < image.width * crop.width * 0.7 ? 'medium' : 'low';
  if (radius > 0) {
    context.save();
    context.beginPath();
    context.roundRect(x, y, width, height, radius / unit);
    context.clip();
  }
  context.drawImage(image, crop.x * image.width, crop.y * image.height, crop.width * image.width, crop.height * image.height, x, y, width, height);
  if (radius > 0) context.restore();
}

function drawScrim({ colour, towards, stops, alpha, ...box }: Command<'scrim'>, context: Context, unit: number): void {
  const [x, y, width, height] = [box.x / unit, box.y / unit, box.width / unit, box.height / unit];
  const veil = towards === 'down' ? context.createLinearGradient(x, y, x, y + height) : context.createLinearGradient(x, y, x + width, y);
  for (const stop of stops) veil.addColorStop(stop.at, `${colour}${Math.round(stop.alpha * 255).toString(16).padStart(2, '0')}`);
  context.globalAlpha = alpha;
  context.fillStyle = veil;
  context.fillRect(x, y, width, height);
}

const outlines = new Map<string, Path2D>();

/** Path data read once: the same formula is drawn in every frame of its scene. */
function outline(path: string): Path2D {
  const known = outlines.get(path);
  if (known !== undefined) return known;
  const made = new Path2D(path);
  if (outlines.size >= 200) outlines.clear();
  outlines.set(path, made);
  return made;
}

let kept: { readonly key: string; readonly picture: OffscreenCanvas } | undefined;

/** A background with lights, drawn once for a size and kept: three gradients over a full picture cost more than all the rest of a frame. */
function ground(colour: string, glows: readonly Glow[], width: number, height: number): OffscreenCanvas {
  const key = JSON.stringify([colour, glows, width, height]);
  if (kept?.key === key) return kept.picture;
  const picture = new OffscreenCanvas(width, height);
  const context = picture.getContext('2d', { alpha: false });
  if (context) {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    for (const glow of [...glows].reverse()) {
      context.setTransform(glow.across * width, 0, 0, glow.down * height, glow.x * width, glow.y * height);
      const light = context.createRadialGradient(0, 0, 0, 0, 0, 1);
      light.addColorStop(0, glow.colour);
      light.addColorStop(1, `${glow.colour}00`);
      context.fillStyle = light;
      context.fillRect(-glow.x / glow.across, -glow.y / glow.down, 1 / glow.across, 1 / glow.down);
    }
  }
  kept = { key, picture };
  return picture;
}

/** Measures as `paint` draws: with a canvas of its own; every width is kept, since lines are tried many times over. */
export function canvasRuler(): Ruler {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  const widths = new Map<string, number>();
  return {
    width(text, font) {
      if (!context || text === '') return 0;
      const css = cssFont(font, 1);
      const key = `${css}|${font.tracking ?? 0}|${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      setFont(context, font, 1);
      const width = context.measureText(text).width;
      if (widths.size > 20_000) widths.clear();
      widths.set(key, width);
      return width;
    },
  };
}

/** Sets the font of what is drawn and measured next, in units of `unit` px. */
export function setFont(context: Context, font: Font, unit: number): void {
  context.font = cssFont(font, unit);
  context.fontKerning = 'normal';
  // Exact advances at every scale: with hinted ones a line would be longer on one screen than on another.
  context.textRendering = 'geometricPrecision';
  context.letterSpacing = `${round((font.tracking ?? 0) / unit)}px`;
}

function cssFont(font: Font, unit: number): string {
  return `${font.italic ? 'italic ' : ''}${font.weight} ${round(font.size / unit)}px ${font.family}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
