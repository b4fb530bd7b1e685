import type { CodeScene } from '../../domain/scenes/code';
import type { FormulaScene } from '../../domain/scenes/formula';
import type { ListScene } from '../../domain/scenes/list';
import { kindOf } from '../../domain/scenes/scenes';
import type { sceneKinds, Scenes } from '../../domain/scenes/scenes';
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

/** Gives the word for what a scene is. */
export function sceneWord({ layout }: { readonly layout: LayoutName }): string {
  return labels[layout].word;
}

/** Gives the texts of a scene that can be changed, in the order they are read. */
export function fieldsOf(scene: Scene): readonly SceneField[] {
  const { texts, saysMore } = kindOf(scene);
  return [
    ...texts.flatMap((name) => fieldsFor(scene, name)),
    ...(saysMore ? [{ name: 'speech', label: 'What the voice says', value: scene.speech.join(' '), isLong: true }] : []),
  ];
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
  if (name === 'speech') return { ...scene, speech: sentencesOf(value) };
  const [property = '', index = 0] = name.split('.');
  const { change } = labelOf(scene, property);
  if (change !== undefined) return change(scene, value, Number(index));
  const { needed, saysMore } = kindOf(scene);
  if (value === '' && needed.some((other) => other === name)) return scene;
  if (scene.layout === 'statement' && name === 'emphasis' && !scene.text.includes(value)) return scene;

  // What has a field of its own for what is said is not said as it is shown.
  const speech = (name === 'text' && !saysMore) || name === 'title' ? respoken(scene.speech, field.value, value, name === 'text') : scene.speech;
  // `name` is a text property of this very layout: fieldsOf listed it.
  const changed = { ...scene, [name]: value, speech } as Scene;
  return changed.layout === 'statement' && !changed.text.includes(changed.emphasis) ? { ...changed, emphasis: '' } : changed;
}

/** What the texts in a property are called, and how its fields look. */
interface Label<S> {
  readonly isLong: boolean;
  /** @param index which of a list's entries */
  label(scene: S, index: number): string;
  /** Absent: the property is the text. */
  value?(scene: S): string | readonly string[];
  /** Absent: another text takes its place. */
  change?(scene: S, value: string, index: number): S;
}

/** What is more than one text says how it is read and changed. */
type LabelFor<S, Value> = Value extends string ? Label<S> : Required<Label<S>>;

/** What a scene of a layout is called, and each of its texts. */
type Labels = {
  readonly [L in LayoutName]: {
    readonly word: string;
    readonly texts: { readonly [K in (typeof sceneKinds)[L]['texts'][number]]: LabelFor<Scenes[L], K extends keyof Scenes[L] ? Scenes[L][K] : never> };
  };
};

function short(label: string): { readonly isLong: boolean; readonly label: () => string } {
  return { isLong: false, label: () => label };
}

function long(label: string): { readonly isLong: boolean; readonly label: () => string } {
  return { isLong: true, label: () => label };
}

const labels: Labels = {
  title: { word: 'Title', texts: { kicker: short('Line above'), title: long('Title'), byline: short('Line below') } },
  section: { word: 'Section', texts: { title: long('Title') } },
  statement: { word: 'Statement', texts: { text: long('Statement'), emphasis: short('Words in colour') } },
  list: {
    word: 'List',
    texts: {
      title: long('Title'),
      entries: { isLong: true, label: (_, index) => `Entry ${index + 1}`, value: ({ entries }) => entries, change: changeEntry },
    },
  },
  quote: { word: 'Quotation', texts: { text: long('Quotation'), attribution: short('Who said it') } },
  code: { word: 'Code', texts: { title: short('Title'), focus: { ...short('Lines lit in turn'), value: focusWords, change: changeFocus } } },
  table: { word: 'Table', texts: { title: short('Title') } },
  chart: { word: 'Chart', texts: { title: short('Title'), measure: short('What it measures') } },
  number: { word: 'Figure', texts: { before: short('Words before'), figure: short('Figure'), after: short('Words after') } },
  definition: { word: 'Definition', texts: { term: short('Term'), note: short('Line below'), text: long('What it is') } },
  picture: {
    word: 'Picture',
    texts: {
      text: { isLong: true, label: ({ placement }) => (placement === 'full' ? 'Words over it' : 'Words beside it') },
      caption: long('Caption'),
      alt: long('What it shows'),
    },
  },
  formula: {
    word: 'Formula',
    texts: {
      title: short('Title'),
      tex: long('Formula, in TeX'),
      legend: {
        isLong: false,
        label: ({ legend }, index) => `What ${legend[index]?.symbol ?? ''} is`,
        value: ({ legend }) => legend.map(({ meaning }) => meaning),
        change: changeMeaning,
      },
    },
  },
  outro: { word: 'Closing', texts: { title: long('Title'), source: short('Source'), link: short('Link') } },
};

function fieldsFor(scene: Scene, name: string): readonly SceneField[] {
  const label = labelOf(scene, name);
  // A text without a `value` of its own is a string: else its label would not compile.
  const value = label.value?.(scene) ?? (scene as unknown as Readonly<Record<string, string>>)[name] ?? '';
  const field = (one: string, text: string, index = 0): SceneField => ({ name: one, label: label.label(scene, index), value: text, isLong: label.isLong });
  return typeof value === 'string' ? [field(name, value)] : value.map((text, index) => field(`${name}.${index}`, text, index));
}

/** @param name one of the kind's `texts`, each of which has its label */
function labelOf(scene: Scene, name: string): Label<Scene> {
  const label = (labels[scene.layout].texts as Readonly<Record<string, Label<Scene>>>)[name];
  if (label === undefined) throw new RangeError(`No label for ${name} of a ${scene.layout}.`);
  return label;
}

/** Gives the sentences of a text, trimmed; none for an empty text. */
export function sentencesOf(text: string): readonly string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '');
}

function changeEntry(scene: ListScene, value: string, index: number): ListScene {
  const entries = scene.entries.with(index, value);
  const at = scene.speech.length - scene.entries.length + index;
  if (value === '') {
    if (scene.entries.length === 1) return scene;
    return { ...scene, entries: entries.toSpliced(index, 1), speech: at >= 0 ? scene.speech.toSpliced(at, 1) : scene.speech };
  }
  return { ...scene, entries, speech: at >= 0 ? scene.speech.with(at, value) : scene.speech };
}

/** A sign without a meaning leaves the legend. */
function changeMeaning(scene: FormulaScene, meaning: string, index: number): FormulaScene {
  const old = scene.legend[index];
  if (old === undefined) return scene;
  return { ...scene, legend: meaning === '' ? scene.legend.toSpliced(index, 1) : scene.legend.with(index, { ...old, meaning }) };
}

/** The lines that stand out, as people count them: `2, 4-6`. */
function focusWords({ focus = [] }: CodeScene): string {
  return focus.map(({ first, end }) => (end - first === 1 ? String(end) : `${first + 1}-${end}`)).join(', ');
}

/** Lines that the code does not have change nothing; as many as before keep their time, else they are spread over what is said. */
function changeFocus(scene: CodeScene, value: string): CodeScene {
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
