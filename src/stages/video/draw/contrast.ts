import type { Colour } from '../../../domain/film/drawing';
import { linearLight, weighed } from '../../../domain/luminance';

/** Gives the relative luminance of a colour `#RRGGBB`, in [0, 1]. Source: WCAG 2.2, relative luminance. */
export function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map(linearLight);
  return weighed(red, green, blue);
}

/** Gives the contrast of two luminances, from 1 to 21. Source: WCAG 2.2, contrast ratio. */
export function contrastOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Gives the luminance of a grey of some luminance below a veil, as canvases mix colours: channel by channel, in sRGB. */
export function veiledLuminance(below: number, veil: Colour, alpha: number): number {
  const grey = encoded(below);
  const [red = 0, green = 0, blue = 0] = channels(veil).map((channel) => linearLight(channel * alpha + grey * (1 - alpha)));
  return weighed(red, green, blue);
}

/** Mixes two colours `#RRGGBB`, channel by channel; `share` in [0, 1] is how much of the second. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const second = channels(other);
  return `#${channels(one)
    .map((channel, index) => Math.round(255 * (channel + ((second[index] ?? 0) - channel) * share)).toString(16).padStart(2, '0').toUpperCase())
    .join('')}`;
}

function channels(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

function encoded(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
