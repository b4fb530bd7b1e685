import { inlineFile } from '../../domain/dataUrl';
import { elementsIn, type PageElement } from './page/pageTree';
import { parsePage } from './page/parsePage';
import { table } from '../../domain/table';

/**
 * Estimates the work of drawing an SVG before any is done: its elements as often as they are drawn, and filters by what they cost on their area.
 *
 * @param text  of the file
 * @param depth of pictures within pictures
 * @throws Failure `too-complicated` for a file of more elements and texts than 20,000
 * @returns in rectangles, of which a usual machine draws some fifty in a millisecond; `Infinity` where there is no telling
 */
export function svgWork(text: string, depth = 0): number {
  // Entities that hold markup or each other make elements that no parser but the browser's sees.
  const entities = text.split(/<!ENTITY/i).slice(1);
  if (depth > 2 || text.length > longest || entities.some((entity) => /[<&]/.test(entity.split('>', 1)[0] ?? ''))) return Infinity;
  const { page } = parsePage(text, mostNodes);
  return new Work(page, depth).whole();
}

/** Elements and texts of a file. Parsers of HTML may make many of few, elements that nobody ends. */
const mostNodes = 20_000;
/** Characters of a file: parsing more holds the page. */
const longest = 600_000;
/** Elements within elements, and those they refer to. */
const deepest = 400;

/** Holds what is drawn only where something refers to it. */
const definitions = new Set(['defs', 'symbol', 'clippath', 'mask', 'pattern', 'marker', 'filter', 'lineargradient', 'radialgradient', 'style', 'script']);

/** What a part of a filter costs on the whole picture, in rectangles; what is not named, `simplePart`. */
const filterParts: Readonly<Record<string, (part: PageElement) => number>> = table({
  fegaussianblur: () => 4000,
  fedropshadow: () => 5000,
  feturbulence: (part) => 1500 * numberOf(part, 'numoctaves', 1),
  femorphology: (part) => 700 * numberOf(part, 'radius', 1),
  feconvolvematrix: (part) => 900 * numberOf(part, 'order', 3) ** 2,
  fediffuselighting: () => 12_000,
  fespecularlighting: () => 12_000,
});
const simplePart = 1500;
/** What a function of the `filter` property costs, as `blur(4px)`. */
const filterFunction = 4000;

class Work {
  readonly #root: PageElement;
  readonly #depth: number;
  readonly #byId = new Map<string, PageElement>();
  readonly #known = new Map<PageElement, number>();
  /** px² of the picture, in its own units. */
  readonly #area: number;
  readonly #style: string;

  constructor(root: PageElement, depth: number) {
    this.#root = root;
    this.#depth = depth;
    const all = elementsIn(root, () => true);
    for (const element of all) if (element.id !== '' && !this.#byId.has(element.id)) this.#byId.set(element.id, element);
    this.#style = all.filter((element) => nameOf(element) === 'style').map(({ textContent }) => textContent).join('\n');
    this.#area = areaOf(all.find((element) => nameOf(element) === 'svg'));
  }

  whole(): number {
    const drawn = this.#inside(this.#root, 0);
    // A rule may be about every element.
    const rules = this.#referred(this.#style, 0) + filterFunction * countOf(this.#style, /\b(?:blur|drop-shadow|brightness|contrast|hue-rotate|saturate)\(/g);
    return drawn + (rules === 0 ? 0 : rules * Math.max(1, elementsIn(this.#root, () => true).length));
  }

  #inside(element: PageElement, depth: number): number {
    let sum = 0;
    for (const child of element.children) if (!definitions.has(nameOf(child))) sum += this.#of(child, depth + 1);
    return sum;
  }

  /** An element and all it draws, wherever that stands. */
  #of(element: PageElement, depth: number): number {
    if (depth > deepest) return Infinity;
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    // Circles draw nothing.
    this.#known.set(element, 0);
    const work = this.#own(element, depth) + this.#inside(element, depth);
    this.#known.set(element, work);
    return work;
  }

  #own(element: PageElement, depth: number): number {
    const name = nameOf(element);
    const href = element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? '';
    let work = 1;
    if (name === 'use') work += 10 + this.#of(this.#byId.get(href.slice(1)) ?? element, depth + 1);
    if (name === 'image' || name === 'img') work += this.#picture(href || element.src);
    if (name === 'text') work += element.textContent.length / 10;
    work += ((element.getAttribute('d') ?? element.getAttribute('points') ?? '').length) / 100;
    for (const { name: key, value } of element.attributes) {
      if (key === 'filter' || (key === 'style' && value.includes('filter'))) work += this.#filtered(element, value, depth);
      else if (value.includes('url(')) work += this.#referred(value, depth) * (key === 'fill' || key === 'stroke' ? 4 : 1);
    }
    return work;
  }

  #filtered(element: PageElement, value: string, depth: number): number {
    return (this.#referred(value, depth) + filterFunction * countOf(value, /(?<!url)\(/g)) * this.#share(element);
  }

  /** What the elements cost that a value refers to. */
  #referred(value: string, depth: number): number {
    let sum = 0;
    for (const [, id = ''] of value.matchAll(/url\(\s*["']?#([^)"'\s]*)/g)) {
      const target = this.#byId.get(id);
      if (target === undefined) continue;
      if (nameOf(target) !== 'filter') sum += this.#of(target, depth + 1) + 20;
      else for (const part of target.children) sum += (filterParts[nameOf(part)] ?? ((): number => simplePart))(part) + this.#imaged(part, depth);
    }
    return sum;
  }

  #imaged(part: PageElement, depth: number): number {
    const href = part.getAttribute('href') ?? part.getAttribute('xlink:href') ?? '';
    if (href === '') return 0;
    const target = href.startsWith('#') ? this.#byId.get(href.slice(1)) : undefined;
    return target === undefined ? this.#picture(href) : this.#of(target, depth + 1);
  }

  #picture(address: string): number {
    const file = inlineFile(address);
    if (file === undefined) return 0;
    return file.mediaType.includes('svg') ? svgWork(new TextDecoder().decode(file.bytes), this.#depth + 1) : 20 + file.bytes.length / 1000;
  }

  /** Which share of the picture a filter works on, at most all of it; all of it where that is not plain. */
  #share(element: PageElement): number {
    for (let around: PageElement | null = element; around !== null; around = around.parentElement) {
      if (around.hasAttribute('transform') && !/^\s*translate\([^)]*\)\s*$/.test(around.getAttribute('transform') ?? '')) return 1;
    }
    const [width, height] = sidesOf(element);
    return Math.max(0.002, Math.min(1, (width * height) / this.#area));
  }
}

/** Width and height of a simple shape; endless for any other. */
function sidesOf(element: PageElement): readonly [number, number] {
  const [width, height] = [numberOf(element, 'width', Infinity), numberOf(element, 'height', Infinity)];
  if (nameOf(element) === 'rect' || nameOf(element) === 'image') return [width, height];
  if (nameOf(element) === 'circle') return [2 * numberOf(element, 'r', Infinity), 2 * numberOf(element, 'r', Infinity)];
  if (nameOf(element) === 'ellipse') return [2 * numberOf(element, 'rx', Infinity), 2 * numberOf(element, 'ry', Infinity)];
  const drawn = element.getAttribute('points') ?? element.getAttribute('d') ?? '';
  // Relative steps may add up to anything.
  if (drawn === '' || /[a-df-z]/.test(drawn)) return [Infinity, Infinity];
  const numbers = (drawn.match(/-?[\d.]+/g) ?? []).map(Number);
  const [xs, ys] = [0, 1].map((side) => numbers.filter((_, index) => index % 2 === side)) as [number[], number[]];
  return [extent(xs), extent(ys)];
}

function extent(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
}

function areaOf(svg: PageElement | undefined): number {
  const box = (svg?.getAttribute('viewBox') ?? svg?.getAttribute('viewbox') ?? '').trim().split(/[\s,]+/).map(Number);
  const [, , width = 0, height = 0] = box.length === 4 || svg === undefined ? box : [0, 0, numberOf(svg, 'width', 0), numberOf(svg, 'height', 0)];
  return Math.max(1, width * height || 1);
}

/** The larger of the one or two numbers of an attribute, in any case of its letters. */
function numberOf(element: PageElement, name: string, otherwise: number): number {
  const value = element.attributes.find((one) => one.name.toLowerCase() === name)?.value ?? '';
  const numbers = value.trim().split(/[\s,]+/).map((one) => Number.parseFloat(one)).filter((one) => one >= 0);
  return value.includes('%') || numbers.length === 0 ? otherwise : Math.max(...numbers.slice(0, 2));
}

/** In lower case and without a namespace's prefix. */
function nameOf({ localName }: PageElement): string {
  return localName.slice(localName.lastIndexOf(':') + 1).toLowerCase();
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
