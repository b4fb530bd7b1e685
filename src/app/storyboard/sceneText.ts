import { given } from '../../domain/given';
import type { CodeScene } from '../../domain/scenes/code';
import type { FormulaScene } from '../../domain/scenes/formula';
import type { ListScene } from '../../domain/scenes/list';
import { kindOf } from '../../domain/scenes/scenes';
import type { sceneKinds, Scenes } from '../../domain/scenes/scenes';
import type { LayoutName, Scene } from '../../domain/storyboard';
import { words } from '../words/words';

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
  return words.storyboard.layouts[layout];
}

/** Gives the texts of a scene that can be changed, in the order they are read. */
export function fieldsOf(scene: Scene): readonly SceneField[] {
  const { texts, saysMore } = kindOf(scene);
  return [
    ...texts.flatMap((name) => fieldsFor(scene, name)),
    ...(saysMore ? [{ name: 'speech', label: words.storyboard.speech, value: scene.speech.join(' '), isLong: true }] : []),
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

/** What each text of a layout is called. */
type Labels = {
  readonly [L in LayoutName]: {
    readonly [K in (typeof sceneKinds)[L]['texts'][number]]: LabelFor<Scenes[L], K extends keyof Scenes[L] ? Scenes[L][K] : never>;
  };
};

function short(label: string): { readonly isLong: boolean; readonly label: () => string } {
  return { isLong: false, label: () => label };
}

function long(label: string): { readonly isLong: boolean; readonly label: () => string } {
  return { isLong: true, label: () => label };
}

const { texts } = words.storyboard;

const labels: Labels = {
  title: { kicker: short(texts.title.kicker), title: long(texts.title.title), byline: short(texts.title.byline) },
  section: { title: long(texts.section.title) },
  statement: { text: long(texts.statement.text), emphasis: short(texts.statement.emphasis) },
  list: {
    title: long(texts.list.title),
    entries: { isLong: true, label: (_, index) => texts.list.entries(index + 1), value: ({ entries }) => entries, change: changeEntry },
  },
  quote: { text: long(texts.quote.text), attribution: short(texts.quote.attribution) },
  code: { title: short(texts.code.title), focus: { ...short(texts.code.focus), value: focusWords, change: changeFocus } },
  table: { title: short(texts.table.title) },
  chart: { title: short(texts.chart.title), measure: short(texts.chart.measure) },
  number: { before: short(texts.number.before), figure: short(texts.number.figure), after: short(texts.number.after) },
  definition: { term: short(texts.definition.term), note: short(texts.definition.note), text: long(texts.definition.text) },
  picture: {
    text: { isLong: true, label: ({ placement }) => texts.picture.text[placement] },
    caption: long(texts.picture.caption),
    alt: long(texts.picture.alt),
  },
  formula: {
    title: short(texts.formula.title),
    tex: long(texts.formula.tex),
    legend: {
      isLong: false,
      label: ({ legend }, index) => texts.formula.legend(legend[index]?.symbol ?? ''),
      value: ({ legend }) => legend.map(({ meaning }) => meaning),
      change: changeMeaning,
    },
  },
  outro: { title: long(texts.outro.title), source: short(texts.outro.source), link: short(texts.outro.link) },
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
  const label = (labels[scene.layout] as Readonly<Record<string, Label<Scene>>>)[name];
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
    const numbers = scene.numbers?.toSpliced(index, 1);
    return { ...scene, entries: entries.toSpliced(index, 1), ...given({ numbers }), speech: at >= 0 ? scene.speech.toSpliced(at, 1) : scene.speech };
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
