import { table } from '../../../domain/table';

/** Outlines of rarer signs, each set fetched when a formula needs it, by the names that MathJax asks for. */
export const glyphFiles: Readonly<Record<string, () => Promise<unknown>>> = table({
  accents: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/accents.js'),
  'accents-other': () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/accents-other.js'),
  arrows: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/arrows.js'),
  calligraphic: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/calligraphic.js'),
  cyrillic: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/cyrillic.js'),
  'double-struck': () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/double-struck.js'),
  enclosed: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/enclosed.js'),
  fraktur: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/fraktur.js'),
  greek: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/greek.js'),
  latin: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/latin.js'),
  'latin-i': () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/latin-i.js'),
  math: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/math.js'),
  monospace: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/monospace.js'),
  'sans-serif': () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/sans-serif.js'),
  script: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/script.js'),
  shapes: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/shapes.js'),
  stretchy: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/stretchy.js'),
  symbols: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/symbols.js'),
  'symbols-other': () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/symbols-other.js'),
  upright: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/upright.js'),
  variants: () => import('@mathjax/mathjax-stix2-font/js/svg/dynamic/variants.js'),
});
