import type { LayoutName, Scene } from '../../domain/storyboard';

/** A text of a scene that a person can change. */
export interface SceneField {
  /** Property of the scene; `entries.2` is the third entry of a list, `speech` what is said where it is not what is shown. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Whether it takes several lines. */
  readonly isLong: boolean;
}

/** Gives the texts of a scene that can be changed, in the order they are read. */
export function fieldsOf(scene: Scene): readonly SceneField[] {
  const short = (name: string, label: string, value: string): SceneField => ({ name, label, value, isLong: false });
  const long = (name: string, label: string, value: string): SceneField => ({ name, label, value, isLong: true });
  const spoken = long('speech', 'What the voice says', scene.speech.join(' '));
  switch (scene.layout) {
    case 'title':
      return [short('kicker', 'Line above', scene.kicker), long('title', 'Title', scene.title), short('byline', 'Line below', scene.byline)];
    case 'section':
      return [long('title', 'Title', scene.title)];
    case 'statement':
      return [long('text', 'Statement', scene.text), short('emphasis', 'Words in colour', scene.emphasis)];
    case 'list':
      return [long('title', 'Title', scene.title), ...scene.entries.map((entry, index) => long(`entries.${index}`, `Entry ${index + 1}`, entry))];
    case 'quote':
      return [long('text', 'Quotation', scene.text), short('attribution', 'Who said it', scene.attribution)];
    case 'code':
      return [short('title', 'Title', scene.title), short('focus', 'Lines lit in turn', focusWords(scene)), spoken];
    case 'table':
      return [short('title', 'Title', scene.title), spoken];
    case 'chart':
      return [short('title', 'Title', scene.title), short('measure', 'What it measures', scene.measure), spoken];
    case 'number':
      return [short('before', 'Words before', scene.before), short('figure', 'Figure', scene.figure), short('after', 'Words after', scene.after), spoken];
    case 'definition':
      return [short('term', 'Term', scene.term), short('note', 'Line below', scene.note), long('text', 'What it is', scene.text), spoken];
    case 'picture':
      return [
        long('text', scene.placement === 'full' ? 'Words over it' : 'Words beside it', scene.text), long('caption', 'Caption', scene.caption),
        long('alt', 'What it shows', scene.alt), spoken,
      ];
    case 'formula':
      return [
        short('title', 'Title', scene.title), long('tex', 'Formula, in TeX', scene.tex),
        ...scene.legend.map(({ symbol, meaning }, index) => short(`legend.${index}`, `What ${symbol} is`, meaning)), spoken,
      ];
    case 'outro':
      return [long('title', 'Title', scene.title), short('source', 'Source', scene.source), short('link', 'Link', scene.link)];
  }
}

/**
 * Gives the scene with one of its texts changed, and what is spoken with it; its length is for `retime` to set.
 *
 * An emptied entry leaves its list; an emptied main text changes nothing, because a scene must show something: the very same scene comes back.
 *
 * @param name as `fieldsOf` gives it; an unknown one changes nothing
 */
export function editScene(scene: Scene, name: string, typed: string): Scene {
  const value = typed.trim();
  const field = fieldsOf(scene).find((candidate) => candidate.name === name);
  if (field === undefined || field.value === value) return scene;
  if (scene.layout === 'code' && name === 'focus') return changeFocus(scene, value);
  if (name === 'speech') return { ...scene, speech: sentencesOf(value) };
  if (scene.layout === 'list' && name.startsWith('entries.')) return changeEntry(scene, Number(name.slice('entries.'.length)), value);
  if (scene.layout === 'formula' && name.startsWith('legend.')) return changeMeaning(scene, Number(name.slice('legend.'.length)), value);
  if (value === '' && scene.layout !== 'picture'
    && (name === 'text' || name === 'tex' || name === 'figure' || name === 'term' || (name === 'title' && mustHaveTitle.has(scene.layout)))) return scene;
  if (scene.layout === 'statement' && name === 'emphasis' && !scene.text.includes(value)) return scene;

  // What has a field of its own for what is said is not said as it is shown.
  const speech = (name === 'text' && scene.layout !== 'definition' && scene.layout !== 'picture')
    || name === 'title' ? respoken(scene.speech, field.value, value, name === 'text') : scene.speech;
  // `name` is a text property of this very layout: fieldsOf listed it.
  const changed = { ...scene, [name]: value, speech } as Scene;
  return changed.layout === 'statement' && !changed.text.includes(changed.emphasis) ? { ...changed, emphasis: '' } : changed;
}

const mustHaveTitle: ReadonlySet<LayoutName> = new Set(['title', 'section', 'outro']);

/** Gives the sentences of a text, trimmed; none for an empty text. */
export function sentencesOf(text: string): readonly string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '');
}

function changeEntry(scene: Extract<Scene, { layout: 'list' }>, index: number, value: string): Scene {
  const entries = scene.entries.with(index, value);
  const at = scene.speech.length - scene.entries.length + index;
  if (value === '') {
    if (scene.entries.length === 1) return scene;
    return { ...scene, entries: entries.toSpliced(index, 1), speech: at >= 0 ? scene.speech.toSpliced(at, 1) : scene.speech };
  }
  return { ...scene, entries, speech: at >= 0 ? scene.speech.with(at, value) : scene.speech };
}

/** A sign without a meaning leaves the legend. */
function changeMeaning(scene: Extract<Scene, { layout: 'formula' }>, index: number, meaning: string): Scene {
  const old = scene.legend[index];
  if (old === undefined) return scene;
  return { ...scene, legend: meaning === '' ? scene.legend.toSpliced(index, 1) : scene.legend.with(index, { ...old, meaning }) };
}

type CodeScene = Extract<Scene, { layout: 'code' }>;

/** The lines that stand out, as people count them: `2, 4-6`. */
function focusWords({ focus = [] }: CodeScene): string {
  return focus.map(({ first, end }) => (end - first === 1 ? String(end) : `${first + 1}-${end}`)).join(', ');
}

/** Lines that the code does not have change nothing; as many as before keep their time, else they are spread over what is said. */
function changeFocus(scene: CodeScene, value: string): Scene {
  const { focus: before = [], ...rest } = scene;
  if (value === '') return rest;
  const lines = scene.code.split('\n').length;
  const spans = value.split(/[,;]/u).map((part) => /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/u.exec(part)).map(
    (found) => ({ first: Number(found?.[1]) - 1, end: Number(found?.[2] ?? found?.[1]) }),
  );
  if (!spans.every(({ first, end }) => first >= 0 && first < end && end <= lines)) return scene;
  const lineOf = (index: number): number => Math.floor((index * scene.speech.length) / spans.length);
  return {
    ...scene, focus: spans.map((span, index) => ({ line: (spans.length === before.length ? before[index]?.line : undefined) ?? lineOf(index), ...span })),
  };
}

/** What is said once a shown text has changed: the line that said it, or all lines if they said it together. */
function respoken(speech: readonly string[], before: string, after: string, isWhole: boolean): readonly string[] {
  if (speech.length === 0) return speech;
  const at = speech.indexOf(before);
  if (at >= 0) return speech.toSpliced(at, 1, ...sentencesOf(after));
  return isWhole || speech.join(' ') === before ? sentencesOf(after) : speech;
}
