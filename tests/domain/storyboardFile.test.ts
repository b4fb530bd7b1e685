import { describe, expect, test } from 'vitest';
import { bytesDigest } from '../../src/domain/digest';
import { Failure } from '../../src/domain/failure';
import { layoutNames } from '../../src/domain/scenes/scenes';
import { themeNames, type LayoutName, type Scene, type Storyboard } from '../../src/domain/storyboard';
import { parseStoryboard, readStoryboard, storyboardJson } from '../../src/domain/storyboardFile';
import { everyScene, sampleScenes } from '../support/sampleScenes';

const scenes = everyScene;
/** Index of the scene of a layout. */
const at = (layout: LayoutName): number => layoutNames.indexOf(layout);
const film: Storyboard = {
  version: 1, title: 'T', language: 'en', source: {
    name: 'a.md', link: '',
  }, format: { width: 1920, height: 1080, fps: 30 }, theme: 'ink', seed: 7, seconds: 60, scenes,
};

describe('a storyboard file', () => {
  test('gives back the storyboard it was written from, with every layout', async () => {
    expect(await parseStoryboard(storyboardJson(film))).toEqual(film);
  });

  test('keeps tone, music, pronunciations, recordings and the files they need', async () => {
    const [p, m, r] = ['AA==', 'AQ==', 'Ag=='].map((base64) => bytesDigest(Buffer.from(base64, 'base64'))) as [string, string, string];
    const rich: Storyboard = {
      ...film,
      tone: 'dark',
      music: { source: { asset: m }, under: 18 },
      pronunciations: [{ written: 'SQL', said: 'sequel' }],
      assets: { [p]: 'data:image/png;base64,AA==', [m]: 'data:audio/wav;base64,AQ==', [r]: 'data:audio/wav;base64,Ag==' },
      scenes: scenes.map((scene) => (
        scene.layout === 'statement' ? { ...scene, recording: { asset: r, start: 0.5, end: 2 } } : scene.layout === 'picture' ? { ...scene, picture: p } : scene
      )),
    };
    expect(await parseStoryboard(storyboardJson(rich))).toEqual(rich);
  });

  test('holds all that each scene has, in one order whoever made it', () => {
    for (const scene of scenes) {
      const turned = Object.fromEntries(Object.entries(scene).reverse()) as unknown as Scene;
      expect(storyboardJson({ ...film, scenes: [turned] })).toBe(storyboardJson({ ...film, scenes: [scene] }));
    }
  });

  test('is refused for a storyboard that no file could give back', () => {
    const refused = (scene: object, path: string): void => {
      // What got past the types: a storyboard from a store of another version, or a bug.
      const broken = { ...film, scenes: [scene as Scene] };
      expect(() => storyboardJson(broken)).toThrow(expect.objectContaining({ code: 'invalid-storyboard', details: expect.objectContaining({ path }) }));
    };
    refused({ ...sampleScenes.title, layout: 'collage' }, 'scenes.0.layout');
    refused({ ...sampleScenes.code, focus: [{ line: 0, first: 1, end: 1 }] }, 'scenes.0.focus.0');
    refused({ ...sampleScenes.outro, frames: 0 }, 'scenes.0.frames');
  });

  test('has its files named by their bytes, whatever they were named, and everything that names them follows', async () => {
    const wave = 'data:audio/wav;base64,AQ==';
    const byHand = {
      ...film, assets: { 'picture-1': 'data:image/png;base64,AA==', logo: wave }, music: { source: { asset: 'logo' }, under: 18 },
      scenes: [{ ...sampleScenes.picture, picture: 'picture-1', recording: { asset: 'logo', start: 0, end: 1 } }],
    };
    const [picture, sound] = [bytesDigest(Uint8Array.of(0)), bytesDigest(Uint8Array.of(1))];
    const read = await parseStoryboard(JSON.stringify(byHand));
    expect(read.assets).toEqual({ [picture]: 'data:image/png;base64,AA==', [sound]: wave });
    expect(read.music?.source).toEqual({ asset: sound });
    expect(read.scenes[0]).toMatchObject({ picture, recording: { asset: sound } });
  });

  test('is read with a byte order mark, and as UTF-16', async () => {
    const text = `\ufeff${storyboardJson(film)}`;
    expect(await readStoryboard(new TextEncoder().encode(text))).toEqual(film);
    expect(await readStoryboard(new Uint8Array(Buffer.from(text, 'utf16le')))).toEqual(film);
    expect(await parseStoryboard(text)).toEqual(film);
  });

  test.each(['javascript:alert(1)', ' JavaScript:x', 'data:text/html,x', 'vbscript:x'])('loses an address that is a program: %s', async (link) => {
    expect((await parseStoryboard(JSON.stringify({ ...film, source: { name: 'a', link } }))).source.link).toBe('');
  });

  test('ends with a line break', () => {
    expect(storyboardJson(film).endsWith('}\n')).toBe(true);
  });
});

/** A copy of the film with one value changed, as JSON. */
function broken(path: readonly (string | number)[], value: unknown): string {
  const copy: unknown = JSON.parse(JSON.stringify(film));
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return JSON.stringify(copy);
}

describe('a broken storyboard file', () => {
  test.each([
    [['version'], 2, 'version', 'version must be 1, got 2.'],
    [['title'], undefined, 'title', 'title must be there, got nothing.'],
    [['theme'], 'neon', 'theme', `theme must be (${themeNames.map((name) => `"${name}"`).join(' | ')}), got "neon".`],
    [['seconds'], -1, 'seconds', 'seconds must be at least 0, got -1.'],
    [['scenes'], [], 'scenes', 'scenes must have at least one scene, got [].'],
    [['scenes', at('title'), 'frames'], 0, `scenes.${at('title')}.frames`, `scenes.${at('title')}.frames must be at least 1, got 0.`],
    [['scenes', at('title'), 'frames'], 1.5, `scenes.${at('title')}.frames`, `scenes.${at('title')}.frames must be a whole number, got 1.5.`],
    [['scenes', at('title'), 'frames'], 'long', `scenes.${at('title')}.frames`, `scenes.${at('title')}.frames must be a number, got "long".`],
    [['scenes', at('statement'), 'id'], 'title', `scenes.${at('statement')}.id`, `scenes.${at('statement')}.id must be unique, got "title".`],
    [
      ['scenes', at('list'), 'speech'], ['A'], `scenes.${at('list')}.speech`,
      `scenes.${at('list')}.speech must have a line for each of the 2 entries, or none, got 1.`,
    ],
    [['scenes', at('table'), 'highlight'], 1, `scenes.${at('table')}.highlight`, `scenes.${at('table')}.highlight must be a row of the table or -1, got 1.`],
    [['scenes', at('chart'), 'highlight'], 1, `scenes.${at('chart')}.highlight`, `scenes.${at('chart')}.highlight must be a point of the chart or -1, got 1.`],
    [
      ['scenes', at('chart'), 'points', 0, 'value'], -1, `scenes.${at('chart')}.points.0.value`,
      `scenes.${at('chart')}.points.0.value must be at least 0, got -1.`,
    ],
    [
      ['scenes', at('statement'), 'recording'], { asset: 'r', start: 0, end: 1 }, `scenes.${at('statement')}.recording.asset`,
      `scenes.${at('statement')}.recording.asset must be one of the assets, got "r".`,
    ],
    [
      ['scenes', at('statement'), 'recording'], { asset: 'r', start: 1, end: 1 }, `scenes.${at('statement')}.recording`,
      `scenes.${at('statement')}.recording must end after its start, got {"asset":"r","start":1,"end":1}.`,
    ],
    [['music'], { source: { asset: 'm' }, under: 18 }, 'music.source.asset', 'music.source.asset must be one of the assets, got "m".'],
    [
      ['assets'], { other: 'data:image/png;base64,AA==' }, `scenes.${at('picture')}.picture`,
      `scenes.${at('picture')}.picture must be one of the assets, got "p".`,
    ],
    [
      ['scenes', at('picture'), 'placement'], 'over', `scenes.${at('picture')}.placement`,
      `scenes.${at('picture')}.placement must be ("full" | "beside"), got "over".`,
    ],
    [['scenes', at('picture'), 'width'], 0, `scenes.${at('picture')}.width`, `scenes.${at('picture')}.width must be at least 1, got 0.`],
    [['music'], { source: { bed: 'dawn' }, under: 3 }, 'music.under', 'music.under must be at least 6, got 3.'],
    [['assets'], { p: 'data:image/png;base64,AA==', a: 'https://example.org/a.png' }, 'assets.a', 'assets.a must be a data: URL of a picture or a sound, got "https://example.org/a.png".'],
    [['format', 'width'], 33, 'format', 'Width and height must be even numbers from 64 to 4096, got 33x1080.'],
    [['assets'], {}, `scenes.${at('picture')}.picture`, `scenes.${at('picture')}.picture must be one of the assets, got "p".`],
    [['assets'], { p: 'data:image/png;base64,AA==', a: 'data:text/html,<b>' }, 'assets.a', 'assets.a must be a data: URL of a picture or a sound, got "data:text/html,<b>".'],
    [['assets'], { p: 'data:image/png;base64,AA==', a: 'data:garbage' }, 'assets.a', 'assets.a must be a data: URL of a picture or a sound, got "data:garbage".'],
    [['assets'], { p: 'data:image/png;base64,AA==', a: 'data:image/png;base64,' }, 'assets.a', 'assets.a must be a data: URL of a picture or a sound, got "data:image/png;base64,".'],
    [['title'], 'x'.repeat(20_001), 'title', 'title must have at most 20000 characters'],
    [['scenes', at('statement'), 'speech'], Array(3).fill('word '.repeat(2000)), `scenes.${at('statement')}.speech`, 'must have at most 20000 characters'],
    [['scenes', at('statement'), 'frames'], 1_080_000, 'scenes', 'scenes must last at most 1080000 frames together'],
    [['pronunciations'], Array(2001).fill({ written: 'a', said: 'b' }), 'pronunciations', 'pronunciations must have at most 2000 entries'],
    [['scenes'], Array(5001).fill(sampleScenes.title), 'scenes', 'scenes must have at most 5000 scenes'],
  ])('is refused by path, rule and value: %s', async (path, value, where, message) => {
    const failure = await parseStoryboard(broken(path, value)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'invalid-storyboard', message: expect.stringContaining(message), details: { path: where } });
  });

  test('has no infinite seed: nothing could be written back', async () => {
    const text = JSON.stringify({ ...film, seed: 7 }).replace('"seed":7', '"seed":1e999');
    await expect(parseStoryboard(text)).rejects.toMatchObject({ message: 'seed must be finite, got null.', details: { path: 'seed' } });
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('cannot name what every object has as a file: %s', async (name) => {
    const assets = { other: 'data:image/png;base64,AA==' };
    const scene = (layout: LayoutName): Scene => scenes[at(layout)] as Scene;
    const refused = async (some: Partial<Storyboard>, path: string): Promise<void> => {
      await expect(parseStoryboard(JSON.stringify({ ...film, assets, scenes: [scene('title')], ...some }))).rejects.toMatchObject({ details: { path } });
    };
    await refused({ scenes: [{ ...scene('picture'), picture: name } as Scene] }, 'scenes.0.picture');
    await refused({ scenes: [{ ...scene('title'), recording: { asset: name, start: 0, end: 1 } }] }, 'scenes.0.recording.asset');
    await refused({ music: { source: { asset: name }, under: 18 } }, 'music.source');
    const { assets: _, ...without } = { ...film, assets };
    const bare = JSON.stringify({ ...without, scenes: [{ ...scene('picture'), picture: name }] });
    await expect(parseStoryboard(bare)).rejects.toMatchObject({ code: 'invalid-storyboard' });
  });

  test.each(['', '{', 'null', '[]', '"film"', '\u0000\u0001'])('that is no storyboard at all is refused: %j', async (text) => {
    await expect(parseStoryboard(text)).rejects.toThrow(Failure);
  });
});
