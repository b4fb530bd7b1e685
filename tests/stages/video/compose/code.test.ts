import { describe, expect, it } from 'vitest';
import { codeKey } from '../../../../src/domain/film/composed';
import type { CodeLine } from '../../../../src/domain/film/composed';
import { compose } from '../../../../src/stages/video/compose/compose';
import { highlight } from '../../../../src/stages/video/compose/highlighter';
import { codeColour } from '../../../../src/stages/video/draw/codeColours';
import { contrastOf, luminance } from '../../../../src/stages/video/draw/contrast';
import { themeFor } from '../../../../src/stages/video/draw/themes/themes';
import { themeNames, tones } from '../../../../src/domain/storyboard';
import { tokenKinds } from '../../../../src/domain/film/composed';

async function kinds(code: string, language: string): Promise<readonly string[]> {
  return ((await highlight(code, language)) ?? []).flat().filter(({ kind }) => kind !== 'plain' && kind !== 'mark').map(
    ({ kind, text }) => `${kind} ${text.trim()}`,
  );
}
const textOf = (lines: readonly CodeLine[] | undefined): string => (lines ?? []).map((line) => line.map(({ text }) => text).join('')).join('\n');

describe('highlight', () => {
  it('tells the parts of a program apart', async () => {
    expect(await kinds('const a: Flow = f(0x1F, `x${b}`); // done', 'ts')).toEqual(['keyword const', 'type Flow', 'name f', 'number 0x1F', 'text `x', 'text `', 'comment // done']);
    expect(
      await kinds('def flow(q: int) -> str:\n    return None  # done', 'python'),
    ).toEqual(['keyword def', 'name flow', 'type int', 'type str', 'keyword return', 'number None', 'comment # done']);
    expect(
      await kinds('fn main() { let q: Vec<u8> = f("a"); }', 'rs'),
    ).toEqual(['keyword fn', 'name main', 'keyword let', 'type Vec', 'type u8', 'name f', 'text "a"']);
    expect(await kinds('{ "depth": 3.5, "wet": true }', 'json')).toEqual(['name depth', 'number 3.5', 'name wet', 'number true']);
  });

  it('tells lines that were added from lines that were taken away', async () => {
    expect(await kinds('@@ -1,2 +1,2 @@\n same\n-old\n+new', 'diff')).toEqual([expect.stringContaining('keyword'), 'removed -old', 'added +new']);
  });

  it('gives every character back', async () => {
    const code = 'class A {\n  /* a\n   b */\n  get c() { return `x\n${y}`; }\n}';
    expect(textOf(await highlight(code, 'typescript'))).toBe(code);
    expect(textOf(await highlight('npm run river -- --deep "$HOME"\n\n# done', 'bash'))).toBe('npm run river -- --deep "$HOME"\n\n# done');
  });

  it('knows no language that it has no grammar for', async () => {
    expect(await highlight('x', 'intercal')).toBeUndefined();
  });
});

describe('code of a film', () => {
  it('is coloured as it is shown; what no grammar knows is left out', async () => {
    const base = { anchors: [], frames: 30, speech: [], chapter: '', layout: 'code', title: '' } as const;
    const {
      composed, missing,
    } = await compose({ scenes: [{ ...base, id: 'a', language: 'TS', code: '\n\tlet a = 1;\n' }, { ...base, id: 'b', language: '', code: 'let b' }] });
    expect([...composed.code.keys()]).toEqual([codeKey('let a = 1;', 'ts')]);
    expect(missing).toEqual([]);
  });

  it('can be read in every theme', () => {
    for (const name of themeNames) for (const tone of tones) {
      const theme = themeFor(name, tone);
      for (const kind of tokenKinds) expect([
        name, tone, kind, contrastOf(luminance(codeColour(theme, kind)), luminance(theme.colours.surface)) >= 4.5,
      ]).toEqual([
        name, tone, kind, true,
      ]);
    }
  });
});
