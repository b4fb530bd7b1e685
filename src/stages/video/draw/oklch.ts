import type { Colour } from '../../../domain/film/drawing';

/**
 * Gives a colour as `#RRGGBB` by how light, how strong and of what hue it looks: equal steps look equally large.
 *
 * @param lightness in [0, 1]
 * @param chroma    0 is grey; about 0.32 is the strongest red. What a screen cannot show loses chroma until it can, its lightness and hue kept.
 * @param hue       degrees: 30 red, 90 yellow, 145 green, 260 blue
 *
 * Source: Ottosson, "A perceptual color space for image processing", 2020; CSS Color 4, section 13.2, for colours out of gamut.
 */
export function oklch(lightness: number, chroma: number, hue: number): Colour {
  let strength = chroma;
  let rgb = linearRgb(lightness, strength, hue);
  // A hundred steps at most: at no chroma every lightness can be shown.
  while (strength > 0 && rgb.some((part) => part < -0.0005 || part > 1.0005)) {
    strength = Math.max(0, strength - chroma / 100);
    rgb = linearRgb(lightness, strength, hue);
  }
  return `#${rgb.map((part) => Math.round(255 * encoded(Math.min(1, Math.max(0, part)))).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

function linearRgb(lightness: number, chroma: number, hue: number): readonly [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encoded(part: number): number {
  return part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
}
