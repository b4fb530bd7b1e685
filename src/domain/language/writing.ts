import { themeFaces } from '../faces';
import type { Storyboard } from '../storyboard';

/** Names, as films ask for them, of the shipped faces for letters and signs that the faces of the themes lack. */
export const writingFaceNames = {
  arabicSerif: 'Film Noto Naskh Arabic',
  arabicSans: 'Film Noto Sans Arabic',
  hebrewSerif: 'Film Noto Serif Hebrew',
  hebrewSans: 'Film Noto Sans Hebrew',
  devanagariSerif: 'Film Noto Serif Devanagari',
  devanagariSans: 'Film Noto Sans Devanagari',
  bengaliSerif: 'Film Noto Serif Bengali',
  bengaliSans: 'Film Noto Sans Bengali',
  thaiSerif: 'Film Noto Serif Thai',
  thaiSans: 'Film Noto Sans Thai',
  simplifiedSerif: 'Film Noto Serif SC',
  simplifiedSans: 'Film Noto Sans SC',
  traditionalSerif: 'Film Noto Serif TC',
  traditionalSans: 'Film Noto Sans TC',
  japaneseSerif: 'Film Noto Serif JP',
  japaneseSans: 'Film Noto Sans JP',
  koreanSerif: 'Film Noto Serif KR',
  koreanSans: 'Film Noto Sans KR',
  math: 'Film Noto Sans Math',
  symbols: 'Film Noto Sans Symbols',
  emoji: 'Film Noto Emoji',
} as const;

export type WritingFace = keyof typeof writingFaceNames;

/** Chinese, Japanese and Korean print one code point in different shapes. */
type Han = 'simplified' | 'traditional' | 'japanese' | 'korean';

/** How a film chooses among the faces of a script. */
export interface WritingSetting {
  /** By the theme's character. */
  readonly kind: 'Serif' | 'Sans';
  /** By the film's language, else by its letters. */
  readonly han: Han;
}

/** Every text that a film shows or speaks, in any order; not its assets, which may be megabytes. */
export function textsOf({ title, scenes }: Storyboard): readonly string[] {
  return [title, ...strings(scenes)];
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

export function scriptSetting(storyboard: Storyboard): WritingSetting {
  return { kind: themeFaces[storyboard.theme].isSerif ? 'Serif' : 'Sans', han: hanOf(storyboard) };
}

function hanOf(storyboard: Storyboard): Han {
  const [primary = '', ...rest] = storyboard.language.toLowerCase().split('-');
  if (primary === 'ja') return 'japanese';
  if (primary === 'ko') return 'korean';
  if (primary === 'zh' || primary === 'yue') return primary === 'yue' || rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part))
    ? 'traditional'
    : 'simplified';
  // A film in another language that quotes one of them: kana and Hangul tell which.
  const texts = textsOf(storyboard);
  if (texts.some((text) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))) return 'japanese';
  return texts.some((text) => /\p{Script=Hangul}/u.test(text)) ? 'korean' : 'simplified';
}

/** Latin, Greek and Cyrillic letters, punctuation, signs of currencies: every theme has a face for them. */
const familiar = /^[\u0000-\u058f\u1c80-\u1c8f\u1d00-\u206f\u20a0-\u20cf\u2116\u2122\u2191\u2193\u2212\u2215\ufeff\ufffd]*$/u;

/** Whether the faces of every theme may hold a character: no other face is fetched for it. */
export function isFamiliar(character: string): boolean {
  return familiar.test(character);
}

/** What a character belongs to, in the order in which faces are named. */
const writingSystems = ['arabic', 'hebrew', 'devanagari', 'bengali', 'thai', 'math', 'emoji', 'symbols', 'eastern', 'hangul'] as const;
type WritingSystem = (typeof writingSystems)[number];

const patterns: Readonly<Record<WritingSystem, RegExp>> = {
  arabic: /\p{Script=Arabic}/u,
  hebrew: /\p{Script=Hebrew}/u,
  devanagari: /\p{Script=Devanagari}/u,
  bengali: /\p{Script=Bengali}/u,
  thai: /\p{Script=Thai}/u,
  math: /[\u2070-\u209f\u2100-\u214f\u2190-\u22ff\u27c0-\u27ff\u2900-\u2aff\u{1d400}-\u{1d7ff}]/u,
  // Drawn in lines, in the colour of the text around them: they keep its contrast and the theme's palette.
  emoji: /\p{Emoji_Presentation}|\ufe0f/u,
  symbols: /[\u2300-\u27bf\u2b00-\u2bff\u{1f000}-\u{1faff}]/u,
  eastern: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u,
  hangul: /\p{Script=Hangul}/u,
};

/**
 * Lines are measured many times over while they are broken: what a character is, is asked once. By code point; the place of its script in `scripts` as a bit,
 * or 0.
 */
const bits = new Map<number, number>();

function bitOf(code: number): number {
  const known = bits.get(code);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(code);
  const index = familiar.test(character) ? -1 : writingSystems.findIndex((script) => patterns[script].test(character));
  const bit = index < 0 ? 0 : 1 << index;
  bits.set(code, bit);
  return bit;
}

/** Scripts of a text, a bit each; 0: the faces of every theme do. */
function scriptsOf(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Up to Cyrillic all is familiar: most texts are done here.
    if (unit < 0x590) continue;
    const code = text.codePointAt(at) ?? unit;
    if (code > 0xffff) at += 1;
    found |= bitOf(code);
  }
  return found;
}

/** The faces that a text needs beside those of its theme, first choice first; most texts need none. */
export function scriptFacesOf(text: string, setting: WritingSetting): readonly WritingFace[] {
  return facesOf(scriptsOf(text), setting);
}

function facesOf(found: number, setting: WritingSetting): readonly WritingFace[] {
  return [...new Set(writingSystems.flatMap((script, index) => ((found & (1 << index)) !== 0 ? [faceOf(script, setting)] : [])))];
}

function faceOf(script: WritingSystem, { kind, han }: WritingSetting): WritingFace {
  switch (script) {
    case 'math': case 'emoji': case 'symbols': return script;
    case 'eastern': return `${han}${kind}`;
    case 'hangul': return `korean${kind}`;
    default: return `${script}${kind}`;
  }
}

/**
 * Gives a function that puts the faces a text needs into a list of CSS families: after those that it names, before the last word
 * (`serif`...), which leaves the choice to the system.
 */
export function familiesIn(setting: WritingSetting): (text: string, family: string) => string {
  // Few lists and few mixtures of scripts, asked for with each measurement.
  const made = new Map<number, Map<string, string>>();
  return (text, family) => {
    const found = scriptsOf(text);
    if (found === 0) return family;
    const lists = made.get(found) ?? new Map<string, string>();
    made.set(found, lists);
    const list = lists.get(family) ?? withFaces(family, facesOf(found, setting));
    lists.set(family, list);
    return list;
  };
}

function withFaces(family: string, faces: readonly WritingFace[]): string {
  const added = faces.map((face) => `"${writingFaceNames[face]}"`).join(', ');
  if (family.includes(added)) return family;
  return /, (?:sans-serif|serif|monospace)$/u.test(family) ? family.replace(/, ([a-z-]+)$/u, `, ${added}, $1`) : `${family}, ${added}`;
}
