import { beforeEach, expect, test, vi } from 'vitest';
import { Studio } from '../../src/app/studio.svelte';
import { Failure } from '../../src/domain/failure';
import { themeNames } from '../../src/domain/storyboard';
import { storyboardJson } from '../../src/domain/storyboardFile';
import type { Session } from '../../src/workflow/session';
import { fakeSession, suggested } from '../support/fakeSession';
import { memoryStore } from '../support/memoryStore';
import { storyboard } from '../support/storyboards';

const bytes = (text: string) => new TextEncoder().encode(text);
const rivers = { name: 'rivers.md', mediaType: 'text/markdown', bytes: bytes('# Rivers') };
const brooks = { name: 'brooks.md', mediaType: 'text/markdown', bytes: bytes('# Brooks') };

async function opened(changes: Partial<Session> = {}) {
  const studio = new Studio(fakeSession(changes), memoryStore());
  await studio.open(rivers);
  return studio;
}

beforeEach(() => { vi.restoreAllMocks(); });

test('an opened document has scenes, passages and a picture of each theme', async () => {
  const studio = await opened();
  expect(studio.project.scenes.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(studio.project.coverage.share).toBeGreaterThan(0.5);
  expect(Object.keys(studio.stills.drawn?.themes ?? {})).toEqual([...themeNames]);
  expect(studio.alerts.shown).toEqual([]);
});

test('a first visit opens the sample, a later one what was left', async () => {
  const store = memoryStore();
  const first = new Studio(fakeSession(), store);
  await first.begin(async () => rivers);
  await first.remove('b');
  await first.autosave.flush();
  expect(first.autosave.state).toBe('saved');

  const later = new Studio(fakeSession(), store);
  await later.begin(() => Promise.reject(new Error('not asked for')));
  expect(later.project.scenes.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  expect(later.project.facts?.name).toBe('rivers.md');
  expect(later.project.canUndo).toBe(false);
});

test('music is put under the film, kept when it is planned again, and can be taken back', async () => {
  const asked: unknown[] = [];
  const studio = await opened({ replan: async (before, settings) => { asked.push(settings.music); return before; } });
  await studio.music.choose('drift');
  await studio.music.setUnder(24);
  expect(studio.project.storyboard?.music).toEqual({ source: { bed: 'drift' }, under: 24 });
  await studio.setLength(60);
  expect(asked).toEqual([{ source: { bed: 'drift' }, under: 24 }]);
  await studio.undo();
  await studio.undo();
  await studio.undo();
  expect(studio.project.storyboard?.music).toBeUndefined();
});

test("somebody's own music is in the film's files; what cannot be played is said, and the film stays as it is", async () => {
  const studio = await opened();
  await studio.music.open('song.mp3', 'audio/mpeg', bytes('abc'));
  expect(Object.values(studio.project.storyboard?.assets ?? {})).toEqual(['data:audio/mpeg;base64,YWJj']);
  const refusing = await opened({ music: () => Promise.reject(new Failure('damaged-file', 'A sound file must be one that this browser can play.')) });
  await refusing.music.open('song.txt', 'text/plain', bytes('abc'));
  expect(refusing.project.storyboard?.music).toBeUndefined();
  expect(refusing.alerts.shown).toHaveLength(1);
});

test('an edit does not write the document again', async () => {
  const store = memoryStore();
  const studio = new Studio(fakeSession(), store);
  await studio.open(rivers);
  await studio.autosave.flush();
  const written = store.values.get('document');
  await studio.remove('b');
  await studio.autosave.flush();
  expect(store.values.get('document')).toBe(written);
  expect(store.values.get('film')).toMatchObject({ storyboard: { scenes: [{ id: 'a' }, { id: 'c' }, { id: 'd' }] } });
});

test('a film whose document was not written in full opens without it', async () => {
  const store = memoryStore();
  const first = new Studio(fakeSession(), store);
  await first.open(rivers);
  await first.autosave.flush();
  store.values.set('document', { ...suggested, source: { name: 'other.md', digest: 'other' } });
  const later = new Studio(fakeSession(), store);
  await later.begin(async () => rivers);
  expect(later.project.scenes).toHaveLength(4);
  expect(later.project.suggested).toBeUndefined();
});

test('without storage everything works and the header says so', async () => {
  const studio = new Studio(fakeSession(), memoryStore(true));
  await studio.begin(async () => rivers);
  await studio.autosave.flush();
  expect(studio.project.scenes).toHaveLength(4);
  expect(studio.autosave.state).toBe('failed');
});

test('an edit changes one scene, its length and nothing else, and can be undone', async () => {
  const studio = await opened();
  const before = studio.project.storyboard;
  await studio.editText('b', 'text', 'It carries 6.2 tons of sand, and clay, and gravel, and the leaves of a whole summer, to the sea.');
  expect(studio.project.scenes[1]).toMatchObject({ id: 'b', speech: [expect.stringContaining('to the sea.')] });
  expect(studio.project.scenes[1]!.frames).toBeGreaterThan(120);
  await studio.undo();
  expect(studio.project.storyboard).toBe(before);
  await studio.redo();
  expect(studio.project.isEdited).toBe(true);
});

test('a scene moves to another place and stays selected', async () => {
  const studio = await opened();
  studio.select('a');
  await studio.move('a', 2);
  expect(studio.project.scenes.map(({ id }) => id)).toEqual(['b', 'c', 'a', 'd']);
  expect(studio.project.selected).toBe('a');
  expect(studio.alerts.spoken).toBe('Scene moved to place 3 of 4.');
});

test('a removed scene leaves the selection to its neighbour; the last scene cannot go', async () => {
  const studio = await opened();
  studio.select('d');
  await studio.remove('d');
  expect(studio.project.selected).toBe('c');
  for (const id of ['c', 'b', 'a']) await studio.remove(id);
  expect(studio.project.scenes).toHaveLength(1);
  expect(studio.alerts.shown.map(({ tone }) => tone)).toEqual(['trouble']);
});

test('a selected scene is shown by the player', async () => {
  const studio = await opened();
  studio.select('c');
  expect(studio.playback.frame).toBeGreaterThanOrEqual(210);
  expect(studio.playback.frame).toBeLessThan(360);
});

test('another length plans again; edits are an undo away and the note offers them', async () => {
  const studio = await opened();
  await studio.remove('b');
  await studio.setLength(120);
  expect(studio.project.scenes).toHaveLength(4);
  expect(studio.project.storyboard?.seconds).toBe(120);
  const [note] = studio.alerts.shown;
  note?.action?.run();
  await vi.waitFor(() => { expect(studio.project.scenes).toHaveLength(3); });
});

test('another shape keeps the scenes of an edited film and plans an unedited one again', async () => {
  const replan = vi.fn(fakeSession().replan);
  const studio = await opened({ replan });
  const tall = { width: 1080, height: 1920, fps: 30 };
  await studio.setFormat(tall);
  expect(replan).toHaveBeenCalledOnce();
  await studio.remove('b');
  await studio.setFormat({ width: 1080, height: 1080, fps: 30 });
  expect(replan).toHaveBeenCalledOnce();
  expect(studio.project.scenes).toHaveLength(3);
});

test('another theme changes no scene', async () => {
  const studio = await opened();
  const { scenes } = studio.project;
  await studio.setTheme('ink');
  expect(studio.project.storyboard?.theme).toBe('ink');
  expect(studio.project.scenes).toBe(scenes);
});

test('another tone is kept when the film is planned again, and can be taken back', async () => {
  const studio = await opened();
  await studio.setTone('dark');
  expect(studio.project.storyboard?.tone).toBe('dark');
  const replan = vi.spyOn(studio.planning, 'run');
  await studio.setLength(30);
  expect(replan).toHaveBeenCalledOnce();
  await studio.setTone(undefined);
  expect('tone' in (studio.project.storyboard ?? {})).toBe(false);
});

test('a document that fails leaves the open one alone and is explained', async () => {
  const studio = await opened();
  const before = studio.project.storyboard;
  vi.spyOn(studio.planning, 'run').mockRejectedValueOnce(new Failure('empty-source', 'A document must hold text, got 0 bytes.'));
  await studio.open(brooks);
  expect(studio.project.storyboard).toBe(before);
  expect(studio.alerts.shown[0]).toMatchObject({ tone: 'trouble', title: 'There is nothing in this file', message: 'A document must hold text, got 0 bytes.' });
});

test('another document offers the way back to the one before', async () => {
  const studio = await opened();
  await studio.remove('b');
  await studio.open(brooks);
  expect(studio.project.facts?.name).toBe('brooks.md');
  expect(studio.alerts.shown[0]?.action?.label).toBe('Back to rivers.md');
  studio.alerts.shown[0]?.action?.run();
  expect(studio.project.facts?.name).toBe('rivers.md');
  expect(studio.project.scenes).toHaveLength(3);
});

test('a storyboard file opens as a film, with its passages if its document is open', async () => {
  const studio = await opened();
  const file = { name: 'film.json', mediaType: 'application/json', bytes: bytes(storyboardJson({ ...storyboard, theme: 'ink' })) };
  await studio.open(file);
  expect(studio.project.storyboard?.theme).toBe('ink');
  expect(studio.project.suggested?.source.name).toBe('rivers.md');

  const alone = new Studio(fakeSession(), memoryStore());
  await alone.open(file);
  expect(alone.project.scenes).toHaveLength(4);
  expect(alone.project.passages).toEqual([]);
});

test('a file that is no storyboard is explained', async () => {
  const studio = await opened();
  await studio.open({ name: 'film.json', mediaType: '', bytes: bytes('{"version":2}') });
  expect(studio.alerts.shown[0]?.title).toBe('This storyboard cannot be used');
  expect(studio.project.scenes).toHaveLength(4);
});

test('of several files the first opens and the others wait', async () => {
  const studio = await opened();
  const files = ['a.md', 'b.md', 'c.md'].map((name) => new File(['# A'], name));
  await studio.openFiles(files);
  expect(studio.project.facts?.name).toBe('a.md');
  expect(studio.inbox.files.map(({ name }) => name)).toEqual(['b.md', 'c.md']);
  await studio.openFiles([files[2]!]);
  expect(studio.inbox.files.map(({ name }) => name)).toEqual(['b.md']);
});

test('the way back to the document before is offered until the new one is edited', async () => {
  const studio = await opened();
  await studio.open({ name: 'b.md', mediaType: '', bytes: bytes('# B') });
  expect(studio.alerts.shown.map(({ title }) => title)).toEqual(['b.md is open.']);
  await studio.remove('b');
  expect(studio.alerts.shown).toEqual([]);
});

test('what is not a failure is shown as a bug', async () => {
  const studio = await opened({ preview: () => Promise.reject(new TypeError('x is not a function')) });
  expect(studio.alerts.shown[0]).toMatchObject({ tone: 'bug', message: 'TypeError: x is not a function' });
});

test('a picture for an older storyboard never overtakes a later one', async () => {
  const slow: (() => void)[] = [];
  const ready = fakeSession();
  const studio = await opened();
  const session = fakeSession({
    preview: async (film, lines) => {
      if (film.theme === 'paper' && film.scenes.length === 4) await new Promise<void>((resolve) => slow.push(resolve));
      return ready.preview(film, lines);
    },
  });
  const late = new Studio(session, memoryStore());
  const opening = late.open(rivers);
  await vi.waitFor(() => { expect(slow).toHaveLength(1); });
  await late.setTheme('ink');
  slow[0]?.();
  await opening;
  expect(late.stills.drawn?.film.storyboard.theme).toBe('ink');
  expect(studio.stills.drawn?.film.storyboard.theme).toBe('paper');
});

test('suggestions of the session are what the project holds', async () => {
  const studio = await opened();
  expect(studio.project.suggested?.chosen).toEqual(suggested.chosen);
});
