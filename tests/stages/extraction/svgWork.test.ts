import { describe, expect, test } from 'vitest';
import { dataUrl } from '../../../src/domain/dataUrl';
import { svgWork } from '../../../src/stages/extraction/svgWork';

/** What is drawn at once; the step that finds pictures leaves out what costs more. */
const most = 6000;
const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="800" viewBox="0 0 1000 800">${inside}</svg>`;
const chain = (depth: number, link: (index: number) => string): string => Array.from({ length: depth }, (_, index) => link(index)).join('');
const filtered = (parts: string, shape: string): string => svg(`<filter id="f">${parts}</filter>${shape}`);

describe('an SVG that people make', () => {
  test.each([
    ['a chart', svg(chain(400, (index) => `<rect x="${index}" width="2" height="30"/><text x="${index}">May ${index}</text>`))],
    ['a diagram whose boxes have shadows', filtered('<feGaussianBlur stdDeviation="2"/><feOffset dx="2"/><feMerge><feMergeNode/></feMerge>',
      chain(30, (index) => `<rect x="${index}" width="90" height="40" filter="url(#f)"/><polygon points="1,1 30,1 20,20" filter="url(#f)"/>`))],
    ['icons used again and again', svg(`<defs><g id="i"><path d="M0 0h9v9z"/><circle r="3"/></g></defs>${chain(200, (index) => `<use href="#i" x="${index}"/>`)}`)],
    ['a map', svg(chain(200, () => `<path d="${'M10.5 20.5L30.25 40.75 '.repeat(60)}"/>`))],
    ['a drawing with gradients, masks and a picture', svg(`<linearGradient id="g"/><mask id="m"><rect/></mask><rect fill="url(#g)" mask="url(#m)"/>
      <image href="${dataUrl('image/png', new Uint8Array(200_000))}"/>`)],
    ['one with entities as Illustrator writes them', `<!DOCTYPE svg [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> ]>${svg('<rect/>')}`],
    ['one that uses itself', svg('<g id="a"><use href="#a"/></g>')],
  ])('is drawn: %s', (_name, text) => {
    expect(svgWork(text)).toBeLessThan(most);
  });
});

test('an SVG of more elements than anybody draws, or that its parser makes, is too complicated', () => {
  for (const inside of [chain(3000, (index) => `<desc><p><font a${index}>`), chain(30_000, () => '<g>')]) {
    expect(() => svgWork(svg(inside))).toThrow(expect.objectContaining({ code: 'too-complicated' }));
  }
});

describe('an SVG that would hold the page', () => {
  test.each([
    ['elements that use each other, tenfold at each step', svg(`<defs><g id="g0"><rect/></g>${chain(6, (index) => `<g id="g${index + 1}">${`<use href="#g${index}"/>`.repeat(10)}</g>`)}</defs><use href="#g6"/>`)],
    ['the same by the older name of the reference, with a prefix', svg(`<defs><svg:g id="g0"><rect/></svg:g>${chain(6, (index) => `<g id="g${index + 1}">${`<svg:use xlink:href="#g${index}"/>`.repeat(10)}</g>`)}</defs><use xlink:href="#g6"/>`)],
    ['patterns within patterns', svg(`${chain(6, (index) => `<pattern id="p${index + 1}">${`<rect fill="url(#p${index})"/>`.repeat(10)}</pattern>`)}<rect fill="url(#p6)"/>`)],
    ['masks within masks', svg(`<mask id="m0"><rect/></mask>${chain(6, (index) => `<mask id="m${index + 1}">${`<rect mask="url(#m${index})"/>`.repeat(10)}</mask>`)}<rect mask="url(#m6)"/>`)],
    ['a hundred thousand rectangles', svg('<rect/>'.repeat(100_000))],
    ['one endless path', svg(`<path d="M0 0${'L1 1'.repeat(300_000)}"/>`)],
    ['thirty filters on all of it', filtered('<feTurbulence numOctaves="9"/><feGaussianBlur stdDeviation="50"/>', '<rect width="1000" height="800" filter="url(#f)"/>'.repeat(30))],
    ['a filter of many parts', filtered('<feGaussianBlur stdDeviation="50"/>'.repeat(40), '<g filter="url(#f)"><rect/></g>')],
    ['a wide dilation', filtered('<feMorphology radius="90"/>', '<rect width="1000" height="800" filter="url(#f)"/>')],
    ['a filter on what is small but drawn large', filtered('<feConvolveMatrix order="9"/>', '<rect width="1" height="1" transform="scale(1000)" filter="url(#f)"/>')],
    ['a filter by a rule', svg(`<style>* { filter: blur(20px) }</style>${'<rect/>'.repeat(50)}`)],
    ['a filter by its own style', svg('<path d="m0 0h900v700z" style="filter:blur(9px) blur(9px)"/>'.repeat(5))],
    ['entities that hold markup', `<!DOCTYPE svg [ <!ENTITY a "<rect/>"> <!ENTITY b "&a;&a;"> ]>${svg('&b;')}`],
    ['pictures within pictures', (() => {
      let text = svg('<rect/>'.repeat(100));
      for (let depth = 0; depth < 4; depth++) text = svg(`<image href="${dataUrl('image/svg+xml', new TextEncoder().encode(text))}"/>`);
      return text;
    })()],
    ['a chain of a thousand uses', svg(chain(1000, (index) => `<g id="c${index}"><use href="#c${index + 1}"/></g>`))],
  ])('is too complicated: %s', (_name, text) => {
    expect(svgWork(text)).toBeGreaterThan(most);
  });
});
