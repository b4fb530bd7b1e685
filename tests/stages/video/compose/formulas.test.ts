import { describe, expect, it } from 'vitest';
import type { SetFormula } from '../../../../src/domain/film/composed';
import { compose, formulaOf } from '../../../../src/stages/video/compose/compose';
import { brokenFormula, wholeFormula } from '../../../../src/stages/video/draw/formulaLines';

async function set(tex: string): Promise<SetFormula> {
  const formula = await formulaOf(tex);
  if (typeof formula === 'string') throw new Error(`${tex} is ${formula}.`);
  return formula;
}
const width = ({ box }: SetFormula): number => box.right - box.left;
const height = ({ box }: SetFormula): number => box.bottom - box.top;

describe('a formula', () => {
  it('grows up with an exponent, down with an index, both ways with a fraction', async () => {
    const [x, power, index, fraction] = await Promise.all([set('x'), set('x^2'), set('x_2'), set('\\frac{x}{2}')]);
    expect(power.box.top).toBeLessThan(x.box.top - 200);
    expect(power.box.bottom).toBeCloseTo(x.box.bottom, 0);
    expect(index.box.top).toBeCloseTo(x.box.top, 0);
    expect(index.box.bottom).toBeGreaterThan(x.box.bottom + 100);
    expect(fraction.box.top).toBeLessThan(x.box.top);
    expect(fraction.box.bottom).toBeGreaterThan(x.box.bottom);
  });

  it('is as wide as what it is made of', async () => {
    const [once, twice] = await Promise.all([set('m'), set('mm')]);
    // Both advance alike, so the second letter adds its advance to the ink of the first.
    expect(width(twice) - width(once)).toBeGreaterThan(700);
    expect(width(twice)).toBeLessThan(2 * width(once) + 100);
    expect((await set('\\underbrace{a + b + c + d + e + f}')).box.right).toBeCloseTo((await set('a + b + c + d + e + f')).box.right, -2);
  });

  it('draws brackets as high as what they hold', async () => {
    const [inner, bracketed] = await Promise.all([set('\\frac{\\frac{a}{b}}{\\frac{c}{d}}'), set('\\left(\\frac{\\frac{a}{b}}{\\frac{c}{d}}\\right)')]);
    expect(height(bracketed)).toBeGreaterThanOrEqual(height(inner) * 0.9);
    expect(height(bracketed)).toBeLessThan(height(inner) * 1.3);
    const [tall] = await Promise.all([set('\\left\\{ \\begin{matrix} a\\\\b\\\\c\\\\d\\\\e\\\\f\\\\g \\end{matrix}\\right.')]);
    expect(height(tall)).toBeLessThan(9500);
  });

  it('says how small its smallest sign is', async () => {
    expect((await set('x')).smallest).toBe(1);
    expect((await set('x^2')).smallest).toBeCloseTo(0.707, 2);
    expect((await set('x^{y^2}')).smallest).toBe(0.5);
  });

  it('is made of outlines alone', async () => {
    for (const tex of ['\\Omega = \\rho g Q S', '\\boxed{\\cancel{x}}', '\\sqrt[3]{x} + \\overline{y}', '\\text{für alle } x']) {
      for (const { parts } of (await set(tex)).rows) for (const { path } of parts) expect(path).toMatch(/^(?:M[-\d. ]+(?:[LQC][-\d. ]+)*Z?)+$/);
    }
  });

  it('is the same whatever was set before it: it knows no definitions but its own', async () => {
    expect(await formulaOf('\\newcommand{\\flow}{Q} \\flow = 1')).not.toBe('unreadable');
    expect(await formulaOf('\\flow = 2')).toBe('unreadable');
  });

  it('leaves numbers and names of equations out', async () => {
    expect(await set('x = 1 \\tag{4} \\label{eq:one}')).toEqual(await set('x = 1'));
  });
});

describe('lines of a formula', () => {
  it('begin with signs of relation, those below each other, and else with a plus or minus outside of brackets', async () => {
    const { rows } = await set('a = (b + c) + d - e < f');
    expect(rows.map(({ parts }) => parts.map(({ opens }) => opens))).toEqual([['none', 'relation', 'inner', 'operator', 'operator', 'relation']]);
    expect((await set('-a = -b')).rows.map(({ parts }) => parts.map(({ opens }) => opens))).toEqual([['none', 'relation']]);
    const block = brokenFormula(await set('y = a + b + c = d + e + f = g + h + i'), 7000);
    expect(block?.lines).toHaveLength(3);
    const [first, second, third] = block?.lines ?? [];
    expect(second?.box.left).toBeCloseTo(third?.box.left ?? 0, 5);
    expect(second?.box.left).toBeGreaterThan((first?.box.left ?? 0) + 500);
    for (const line of block?.lines ?? []) expect(line.box.right).toBeLessThanOrEqual(7000);
  });

  it('follow the rows of an alignment', async () => {
    const formula = await set('\\begin{aligned} a &= b + c \\\\ d &= e \\end{aligned}');
    expect(formula.rows).toHaveLength(2);
    const whole = wholeFormula(formula);
    expect(whole.width).toBeCloseTo(width(formula), 5);
    expect(whole.lines).toHaveLength(2);
  });

  it('are broken within brackets only where nothing else helps', async () => {
    for (const tex of ['y = \\left( a + b + c + d + e + \\frac{f}{g} \\right)', 'y = (a + b + c + d + e + f + g)']) {
      const formula = await set(tex);
      expect(brokenFormula(formula, 6500)).toBeUndefined();
      const block = brokenFormula(formula, 6500, true);
      expect(block?.lines.length).toBeGreaterThan(1);
      for (const line of block?.lines ?? []) expect(line.box.right).toBeLessThanOrEqual(6500);
    }
  });

  it('are none where nothing can be broken', async () => {
    expect(brokenFormula(await set('\\frac{a + b + c + d + e + f}{2}'), 3000)).toBeUndefined();
  });
});

describe('TeX that cannot be set', () => {
  it.each([
    ['links', '\\href{javascript:alert(1)}{x}'],
    ['style', '\\style{background: url(https://example.org)}{x}'],
    ['class and id', '\\class{a}{x} \\cssId{b}{y}'],
    ['extensions', '\\require{html} x'],
    ['code points', '\\unicode{x1F4A9}'],
    ['a macro that calls itself', '\\def\\a{\\a}\\a'],
    [
      'a macro that doubles',
      '\\def\\a{xxxxxxxxxxxxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c\\c\\c\\c\\c}\\d\\d\\d\\d\\d\\d\\d\\d',
    ],
    ['an environment that repeats', '\\newenvironment{a}{\\begin{a}}{\\end{a}}\\begin{a}x\\end{a}'],
    ['braces without end', '{'.repeat(3000)],
    ['a document', 'x + '.repeat(2000)],
    ['nothing', '  '],
    ['nothing to see', '\\quad'],
    ['mistakes', '\\frac{1'],
    ['letters no shipped face has', '\\text{水}'],
  ])('is given back as such: %s', async (_, tex) => {
    expect(await formulaOf(tex)).toBe('unreadable');
  });

  it('is left out of what a film is composed of', async () => {
    const base = { anchors: [], frames: 30, speech: [], chapter: '', layout: 'formula', title: '' } as const;
    const {
      composed, missing,
    } = await compose({
      scenes: [{ ...base, id: 'a', tex: 'x', legend: [{ symbol: '\\rho', meaning: 'density' }] }, { ...base, id: 'b', tex: '\\frac{', legend: [] }],
    });
    expect([...composed.formulas.keys()]).toEqual(['x', '\\rho']);
    expect(missing).toEqual([]);
  });
});
