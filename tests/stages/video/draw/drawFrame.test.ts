import { describe, expect, it } from 'vitest';
import type { DrawCommand, DrawList } from '../../../../src/domain/film/drawing';
import { totalFrames } from '../../../../src/domain/storyboard';
import type { Format, LayoutName } from '../../../../src/domain/storyboard';
import { hardScenes, sampleFilm, usualScenes } from '../../../../src/cli/stills/samples';
import { drawFrame } from '../../../../src/stages/video/draw/drawFrame';
import { layOut } from '../../../../src/stages/video/draw/layOut';
import { fakeRuler } from '../../../support/fakeRuler';

const wide: Format = { width: 1920, height: 1080, fps: 30 };
/** The film that goldens are of: a new layout is added to the samples, not to it, or all of them would move. */
const goldenLayouts: readonly LayoutName[] = ['title', 'section', 'statement', 'list', 'quote', 'code', 'table', 'chart', 'number', 'definition', 'outro'];
const goldenScenes = usualScenes.filter(({ layout }) => goldenLayouts.includes(layout));
const [valley] = usualScenes.filter((draft) => draft.layout === 'picture');
if (valley === undefined) throw new Error('The samples must have a picture.');
/** Scenes without charts, figures and definitions. */
const plainScenes = goldenScenes.filter(({ layout }) => layout !== 'chart' && layout !== 'number' && layout !== 'definition');
const script = sampleFilm(plainScenes, 'paper', wide);
const film = layOut(script, fakeRuler);
const frames = totalFrames(script.storyboard);
const all = Array.from({ length: frames }, (_, frame) => drawFrame(film, frame));
const firstOf = (scene: number): number => film.starts[scene] ?? 0;
const texts = (list: DrawList): readonly string[] => list.commands.flatMap((command) => (command.op === 'text' ? [command.text] : []));
const shown = (list: DrawList): string => texts(list).join(' ');

/** A draw list as lines a person can read: what, where, how large, which colour. */
function readable(list: DrawList): string {
  const round = (value: number): string => String(Math.round(value * 10) / 10);
  const line = (command: DrawCommand): string => {
    switch (command.op) {
      case 'fill': return `fill ${command.colour}`;
      case 'rectangle': return `rectangle ${round(
        command.x,
      )},${round(command.y)} ${round(command.width)}x${round(command.height)} ${command.colour} ${command.alpha}`;
      case 'line': return `line ${command.points.map(([x, y]) => `${round(x)},${round(y)}`).join(
        ' ',
      )} ${round(command.thickness)} ${command.colour} ${command.alpha}`;
      case 'picture': return `picture ${round(command.x)},${round(command.y)} ${round(command.width)}x${round(
        command.height,
      )} ${command.picture} ${[command.crop.x, command.crop.y, command.crop.width, command.crop.height]
        .map((share) => share.toFixed(4))
        .join(' ')} ${command.alpha}`;
      case 'scrim': return `scrim ${round(command.x)},${round(command.y)} ${round(
        command.width,
      )}x${round(command.height)} ${command.colour} ${command.towards} ${command.stops.map(({ at, alpha }) => `${at}:${alpha}`).join(' ')} ${command.alpha}`;
      case 'path': return `path ${round(
        command.x,
      )},${round(command.y)} x${round(command.scale * 1000)} ${command.colour} ${command.alpha} ${command.path.length}`;
      case 'text': return `text ${round(command.x)},${round(command.y)} ${command.direction} ${round(
        command.font.size,
      )}px ${command.font.weight}${command.font.italic ? ' italic' : ''} ${command.colour} ${command.alpha} “${command.text}”`;
    }
  };
  return `${list.width}x${list.height}\n${list.commands.map(line).join('\n')}\n`;
}

describe('drawFrame', () => {
  it('gives the same picture in whatever order frames are asked for', () => {
    const fresh = layOut(script, fakeRuler);
    const order = Array.from({ length: frames }, (_, index) => (index * 577) % frames);
    for (const frame of order) expect(drawFrame(fresh, frame).key).toBe(all[frame]?.key);
  });

  it('has equal keys exactly where the commands are equal', () => {
    const pictures = new Map<string, string>();
    for (const list of all) {
      const commands = JSON.stringify(list.commands);
      expect(pictures.get(list.key) ?? commands).toBe(commands);
      pictures.set(list.key, commands);
    }
    expect(new Set(pictures.values()).size).toBe(pictures.size);
  });

  it('changes its picture in under a third of the frames', () => {
    expect(new Set(all.map((list) => list.key)).size).toBeLessThan(frames / 3);
  });

  it('has other keys for another theme, size or text', () => {
    const at = firstOf(2) + 60;
    const keys = [
      film,
      layOut(sampleFilm(usualScenes, 'ink', wide), fakeRuler),
      layOut(sampleFilm(usualScenes, 'paper', { ...wide, width: 1280, height: 720 }), fakeRuler),
      layOut(sampleFilm([...usualScenes.slice(0, 2), ...hardScenes.slice(3, 4)], 'paper', wide), fakeRuler),
    ].map((one) => drawFrame(one, at).key);
    expect(new Set(keys).size).toBe(4);
  });

  it('hangs the quotation mark that a statement begins with outside its lines', () => {
    const statement = (text: string): readonly DrawCommand[] => drawFrame(
      layOut(sampleFilm([{ layout: 'statement', chapter: '', speech: [], text, emphasis: '' }], 'paper', wide), fakeRuler), 60,
    ).commands;
    const lefts = (text: string): readonly number[] => statement(text).flatMap((command) => (command.op === 'text' ? [command.x] : []));
    const [first = 0, second = 0] = lefts('"I could only manage two stairs at a time," he said, "and then had to sit down and to rest."');
    expect(first).toBeLessThan(second);
    expect(lefts('Rivers move.')).toEqual([second]);
  });

  it('prints real quotation marks and apostrophes in captions', () => {
    const said = layOut(
      sampleFilm([{ layout: 'statement', chapter: '', speech: ['It isn\'t "slow".'], text: 'A river.', emphasis: '' }], 'paper', wide), fakeRuler,
    );
    expect(texts(drawFrame(said, 20)).join('')).toContain('It isn’t “slow”.');
  });

  it('heads a chart without a title with what is said of it', () => {
    const chart = (speech: readonly string[]): string => shown(
      drawFrame(
        layOut(sampleFilm(
          [{
            layout: 'chart', chapter: '', speech, kind: 'share', title: '', measure: 'Share', highlight: 0,
            points: [{ label: 'Farms', value: 61, text: '61%' }, { label: 'Homes', value: 39, text: '39%' }],
          }],
          'paper', wide, 'en', false,
        ), fakeRuler),
        60,
      ),
    );
    expect(chart(['Farms take most of it.'])).toMatch(/^Farms take most of it Share/u);
    expect(chart(['Farms take most of it.', 'Homes take the rest.'])).toMatch(/^Share/u);
  });

  it('clamps frames outside the film', () => {
    expect(drawFrame(film, -5).key).toBe(all[0]?.key);
    expect(drawFrame(film, frames + 5).key).toBe(all.at(-1)?.key);
  });

  it('opens on the title, not on a blank', () => {
    expect(shown(drawFrame(film, 0))).toContain('How a river decides');
  });

  it('ends on the source and the link', () => {
    expect(shown(drawFrame(film, frames - 1))).toContain('example.org/rivers');
  });

  it('lets list entries come with the lines that speak them', () => {
    const [, entry] = script.lines.filter((line) => line.scene === 'scene-4');
    const spokenAt = firstOf(3) + Math.ceil((entry?.start ?? 0) * 30);
    expect(shown(drawFrame(film, spokenAt - 8))).not.toContain('Oxygen below');
    expect(shown(drawFrame(film, spokenAt + 8))).toContain('Oxygen below');
  });

  it('holds everything but the captions still between entering and leaving', () => {
    const silent = layOut(sampleFilm(usualScenes, 'paper', wide, 'en', false), fakeRuler);
    const [from, to] = [firstOf(2) + 30, firstOf(3) - 9];
    const keys = new Set(Array.from({ length: to - from }, (_, index) => drawFrame(silent, from + index).key));
    expect(keys.size).toBe(1);
  });

  it('keeps a chapter label still while scenes of one chapter change', () => {
    const boundary = firstOf(4);
    for (const frame of [boundary - 1, boundary, boundary + 1]) {
      const label = drawFrame(film, frame).commands.find((command) => command.op === 'text' && command.text === 'What to watch');
      expect(label).toMatchObject({
        alpha: 1,
        y: drawFrame(film, boundary + 40).commands.flatMap((command) => (command.op === 'text' && command.text === 'What to watch' ? [command.y] : []))[0],
      });
    }
  });

  it('marks the word being spoken without moving the others', () => {
    const first = film.script.captions[2];
    const lists = first?.lines.flatMap((line) => line.words).map((word) => drawFrame(film, Math.ceil(word.start * 30 + 0.01))) ?? [];
    expect(lists.length).toBeGreaterThan(5);
    const spoken = lists.map((list) => list.commands.filter((command) => command.op === 'text' && command.colour === film.theme.colours.spoken));
    expect(spoken.every((commands) => commands.length === 1)).toBe(true);
    // The start of a caption line never shifts: its first text begins at one x in every picture.
    const starts = lists.map((list) => Math.min(...list.commands.flatMap((command) => (command.op === 'text' && command.y > 885 ? [command.x] : []))));
    expect(new Set(starts).size).toBe(1);
  });

  it('underlines the word being spoken in Swiss, without its full stop', () => {
    const one = layOut(
      sampleFilm([{ layout: 'statement', chapter: '', speech: ['Rivers move.'], text: 'Rivers move.', emphasis: '' }], 'swiss', wide), fakeRuler,
    );
    const [mark] = one.caption(0).marks(2).filter((candidate) => candidate.kind === 'rectangle');
    const word = one.caption(0).marks(2).find((candidate) => candidate.kind === 'text' && candidate.text === 'move.');
    expect(mark?.width).toBeCloseTo(fakeRuler.width('move', { ...one.theme.faces.caption, size: 41.47 }), 1);
    expect(mark?.y).toBeGreaterThan(word?.y ?? 0);
  });

  it('leaves the words that were spoken bright in Ink, and dims those to come', () => {
    const one = layOut(
      sampleFilm([{ layout: 'statement', chapter: '', speech: ['Rivers move at night.'], text: 'Rivers move at night.', emphasis: '' }], 'ink', wide),
      fakeRuler,
    );
    const colours = one.caption(0).marks(2).flatMap((mark) => (mark.kind === 'text' ? [[mark.text.trim(), mark.colour]] : []));
    expect(colours).toEqual([['Rivers', '#FFFFFF'], ['move', '#FFFFFF'], ['at night.', '#ADA89D']]);
  });

  it('sets every second of several statements on another column in wide pictures', () => {
    const said = ['Rivers move.', 'Towns stay.', 'Bridges wait.'].map(
      (one) => ({ layout: 'statement', chapter: '', speech: [], text: one, emphasis: '' }) as const,
    );
    const lefts = (format: Format) => {
      const one = layOut(sampleFilm(said, 'paper', format), fakeRuler);
      return said.map((_, index) => Math.min(...one.scene(index).pieces.flatMap((piece) => piece.marks.map((mark) => mark.x))));
    };
    const [first = 0, second = 0, third = 0] = lefts(wide);
    expect([second > first + 300, third]).toEqual([true, first]);
    expect(new Set(lefts({ width: 1080, height: 1920, fps: 30 })).size).toBe(1);
  });

  it('names a chapter without its number', () => {
    const one = layOut(
      sampleFilm([{ layout: 'statement', chapter: '2.1. Methods', speech: [], text: 'Rivers move.', emphasis: '' }], 'paper', wide), fakeRuler,
    );
    expect(texts(drawFrame(one, 60))).toContain('Methods');
  });

  it('fades a full picture in from the page, and cuts from one to the next', () => {
    const said = { layout: 'statement', chapter: '', speech: [], text: 'Rivers move.', emphasis: '' } as const;
    const picture = usualScenes.filter((draft) => draft.layout === 'picture');
    const one = layOut(sampleFilm([said, ...picture, ...picture, said], 'paper', wide), fakeRuler);
    const alpha = (frame: number): number => drawFrame(one, frame).commands.find((command) => command.op === 'picture')?.alpha ?? 0;
    const [, first = 0, second = 0, end = 0] = one.starts;
    expect(alpha(first)).toBeLessThan(0.6);
    expect(alpha(first + 20)).toBe(1);
    expect([alpha(second - 1), alpha(second)]).toEqual([1, 1]);
    expect(alpha(end - 1)).toBeLessThan(0.4);
  });

  it('breaks lines alike at 360p and at 4K', () => {
    const small = layOut(sampleFilm(usualScenes, 'ink', { width: 640, height: 360, fps: 30 }), fakeRuler);
    const large = layOut(sampleFilm(usualScenes, 'ink', { width: 3840, height: 2160, fps: 30 }), fakeRuler);
    for (const scene of usualScenes.keys()) expect(texts(drawFrame(small, firstOf(scene) + 50))).toEqual(texts(drawFrame(large, firstOf(scene) + 50)));
  });

  it('draws scenes of a single frame', () => {
    const storyboard = { ...script.storyboard, scenes: script.storyboard.scenes.map((scene) => ({ ...scene, frames: 1 })) };
    const short = layOut({ ...script, storyboard, captions: [] }, fakeRuler);
    for (let frame = 0; frame < 8; frame++) expect(drawFrame(short, frame).commands.length).toBeGreaterThan(1);
  });

  it('draws scenes whose every field is empty, and films without scenes', () => {
    const drafts: Parameters<typeof sampleFilm>[0] = [
      { layout: 'title', chapter: '', speech: [], kicker: '', title: '', byline: '' },
      { layout: 'section', chapter: '', speech: [], title: '', number: 0 },
      { layout: 'statement', chapter: '', speech: [], text: '', emphasis: '' },
      { layout: 'list', chapter: '', speech: [], title: '', ordered: true, entries: [] },
      { layout: 'quote', chapter: '', speech: [], text: '', attribution: '' },
      { layout: 'code', chapter: '', speech: [], title: '', language: '', code: '' },
      { layout: 'table', chapter: '', speech: [], title: '', header: [], rows: [], highlight: -1 },
      { layout: 'chart', chapter: '', speech: [], kind: 'line', title: '', measure: '', points: [], highlight: -1 },
      { layout: 'chart', chapter: '', speech: [], kind: 'share', title: '', measure: '', points: [{ label: '', value: 0, text: '' }], highlight: 4 },
      { layout: 'number', chapter: '', speech: [], before: '', figure: '', after: '' },
      { layout: 'definition', chapter: '', speech: [], term: '', note: '', text: '' },
      { layout: 'outro', chapter: '', speech: [], title: '', source: '', link: '' },
    ];
    const empty = layOut(sampleFilm(drafts, 'ink', wide), fakeRuler);
    for (const index of drafts.keys()) expect(JSON.stringify(drawFrame(empty, (empty.starts[index] ?? 0) + 40).commands)).not.toContain(':null');
    expect(drawFrame(layOut(sampleFilm([], 'ink', wide), fakeRuler), 0).commands).toEqual([{ op: 'fill', colour: '#121316' }]);
  });

  it('sets a phrase in the accent only where it stands as whole words', () => {
    const accented = (text: string, emphasis: string): readonly string[] => {
      const one = layOut(sampleFilm([{ layout: 'statement', chapter: '', speech: [], text, emphasis }], 'ink', wide), fakeRuler);
      return drawFrame(one, 60).commands.flatMap((command) => (command.op === 'text' && command.colour === '#F0BE4F' ? [command.text] : []));
    };
    expect(accented('A part of the art', 'art')).toEqual(['art']);
    expect(accented('Double the height', 'double')).toEqual(['Double']);
    expect(accented('A part of it', 'art')).toEqual([]);
  });

  it('runs from right to left in Arabic: text from the right edge, the hairline too', () => {
    const arabic = layOut(
      sampleFilm(
        [{ layout: 'statement', chapter: '', speech: [], text: 'الأنهار تتحرك.', emphasis: '' }, {
          layout: 'code', chapter: '', speech: [], title: '', language: 'js', code: 'let a = 1',
        }],
        'paper', wide, 'ar',
      ),
      fakeRuler,
    );
    const list = drawFrame(arabic, 40);
    const statement = list.commands.find((command) => command.op === 'text');
    expect(statement).toMatchObject({ direction: 'rtl', x: 1920 - 134.4 });
    expect(list.commands.at(-1)).toMatchObject({ op: 'rectangle', x: 960, width: 960 });
    const code = drawFrame(arabic, (arabic.starts[1] ?? 0) + 40).commands.filter((command) => command.op === 'text');
    expect(code.map((command) => command.direction)).toEqual(code.map(() => 'ltr'));
    expect(code[0]?.x).toBeLessThan(960);
  });

  it.each([
    ['paper-title-opening', film, 0],
    ['paper-table-held', film, firstOf(6) + 60],
    ['paper-list-entering', film, firstOf(3) + 6],
  ] as const)('draws %s as it always did', async (name, one, frame) => {
    await expect(readable(drawFrame(one, frame))).toMatchFileSnapshot(`./goldens/${name}.txt`);
  });

  it.each([
    ['lecture-chart-growing', 'lecture', 8, 22],
    ['lecture-chart-held', 'lecture', 8, 80],
    ['swiss-list-held', 'swiss', 4, 200],
    ['terminal-code-held', 'terminal', 6, 60],
    ['gazette-quote-held', 'gazette', 5, 60],
    ['bloom-number-held', 'bloom', 9, 60],
    ['signal-definition-held', 'signal', 10, 60],
  ] as const)('draws %s as it always did', async (name, theme, scene, frame) => {
    const one = layOut(sampleFilm(goldenScenes, theme, wide), fakeRuler);
    await expect(readable(drawFrame(one, (one.starts[scene - 1] ?? 0) + frame))).toMatchFileSnapshot(`./goldens/${name}.txt`);
  });

  it.each([
    ['paper-picture-full', 'paper', valley, 60],
    ['bloom-picture-beside', 'bloom', { ...valley, placement: 'beside' }, 60],
  ] as const)('draws %s as it always did', async (name, theme, draft, frame) => {
    await expect(readable(drawFrame(layOut(sampleFilm([draft], theme, wide), fakeRuler), frame))).toMatchFileSnapshot(`./goldens/${name}.txt`);
  });

  it('grows bars from their foot and draws a line from its start', () => {
    const points = [1, 2, 4, 3].map((value, index) => ({ label: `Q${index + 1}`, value, text: String(value) }));
    const chart = (kind: 'bar' | 'line'): ReturnType<typeof layOut> => layOut(
      sampleFilm([{ layout: 'chart', chapter: '', speech: [], kind, title: '', measure: '', points, highlight: 2 }], 'lecture', wide), fakeRuler,
    );
    const bars = [12, 60].map(
      (frame) => drawFrame(chart('bar'), frame).commands.flatMap((command) => (command.op === 'rectangle' && command.colour === '#6E8B94' ? [command] : []))[0],
    );
    expect(bars[0]?.height).toBeLessThan(bars[1]?.height ?? 0);
    expect((bars[0]?.y ?? 0) + (bars[0]?.height ?? 0)).toBe((bars[1]?.y ?? 0) + (bars[1]?.height ?? 0));
    const lines = [9, 60].map(
      (frame) => drawFrame(chart('line'), frame).commands.flatMap((command) => (command.op === 'line' ? [command.points] : []))[0] ?? [],
    );
    expect(lines[0]?.[0]).toEqual(lines[1]?.[0]);
    expect(lines[0]?.at(-1)?.[0]).toBeLessThan(lines[1]?.at(-1)?.[0] ?? 0);
    expect(lines[1]).toHaveLength(4);
  });

  it('places the points of a line by their years', () => {
    const points = ['1990', '2000', '2030'].map((label, index) => ({ label, value: index + 1, text: String(index + 1) }));
    const one = layOut(
      sampleFilm([{ layout: 'chart', chapter: '', speech: [], kind: 'line', title: '', measure: '', points, highlight: -1 }], 'ink', wide), fakeRuler,
    );
    const [a = 0, b = 0, c = 0] = drawFrame(one, 60).commands.flatMap((command) => (command.op === 'line' ? command.points.map(([x]) => x) : []));
    expect((b - a) / (c - a)).toBeCloseTo(0.25, 3);
  });

  it('gives bars lengths in proportion to their values', () => {
    const points = [{ label: 'a', value: 10, text: '10' }, { label: 'b', value: 5, text: '5' }];
    const one = layOut(
      sampleFilm([{ layout: 'chart', chapter: '', speech: [], kind: 'bar', title: '', measure: '', points, highlight: 0 }], 'lecture', wide), fakeRuler,
    );
    const widths = drawFrame(one, 60).commands.flatMap(
      (command) => (command.op === 'rectangle' && (command.colour === '#6E8B94' || command.colour === '#F6CF6B') && command.height > 10 ? [command.width] : []),
    );
    expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(2, 1);
  });

  it('draws ink-statement-tall as it always did', async () => {
    const tall = layOut(sampleFilm(plainScenes, 'ink', { width: 720, height: 1280, fps: 30 }), fakeRuler);
    await expect(readable(drawFrame(tall, (tall.starts[2] ?? 0) + 60))).toMatchFileSnapshot('./goldens/ink-statement-tall.txt');
  });
});
