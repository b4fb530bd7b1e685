/** A text as it is said aloud, and the way back to the text as it is written. */
export interface SpokenText {
  readonly text: string;
  /**
   * Gives the place in the written text that a place in the spoken one stands for: itself in what was left alone, the first letter
   * or digit of what was put into other words.
   */
  origin(offset: number): number;
}

/**
 * Puts what a synthesizer would misread into words: addresses, identifiers, operators, units, sums of money, versions, abbreviations.
 *
 * English gets words; other languages only lose what is read as noise (protocols, underscores, arrows, markup, pictograms).
 *
 * @param language BCP 47; `und` counts as English
 */
export function spoken(text: string, language: string): SpokenText {
  const isEnglish = /^(en|und)\b/i.test(language) || language === '';
  const changes = changesOf(text, isEnglish ? [...neutral, ...english] : [...neutral, ...wordless]);
  const pieces: Piece[] = [];
  let said = '';
  let at = 0;
  for (const change of changes) {
    if (change.from > at) pieces.push({ said: said.length, written: at, isVerbatim: true });
    said += text.slice(at, change.from);
    pieces.push({ said: said.length, written: firstSound(text, change), isVerbatim: false });
    said += change.words;
    at = change.to;
  }
  pieces.push({ said: said.length, written: at, isVerbatim: true });
  said += text.slice(at);
  return {
    text: said,
    origin: (offset) => {
      const piece = pieces.findLast((candidate) => candidate.said <= offset);
      if (piece === undefined) return 0;
      return piece.isVerbatim ? piece.written + offset - piece.said : piece.written;
    },
  };
}

interface Piece {
  /** Offset in the spoken text. */
  readonly said: number;
  /** Offset in the written text. */
  readonly written: number;
  readonly isVerbatim: boolean;
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** What to look for (global, Unicode) and what is said instead, given the match and its groups (empty where one took no part). */
type Rule = readonly [pattern: RegExp, words: (match: string, ...groups: readonly string[]) => string];

/** Changes of all rules in order of place; where two meet, the earlier rule wins. */
function changesOf(text: string, rules: readonly Rule[]): readonly Change[] {
  const changes: Change[] = [];
  for (const [pattern, words] of rules) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (changes.some((other) => from < other.to && other.from < to)) continue;
      changes.push({ from, to, words: words(match[0], ...match.slice(1).map((group: string | undefined) => group ?? '')) });
    }
  }
  return changes.sort((one, other) => one.from - other.from);
}

function firstSound(text: string, { from, to }: Change): number {
  const sound = text.slice(from, to).search(/[\p{L}\p{N}]/u);
  return sound < 0 ? from : from + sound;
}

/** Of use in every language; `dot` and `at` are understood in most. */
const neutral: readonly Rule[] = [
  // Addresses: the host and the path, without protocol, query and fragment.
  [/\b(?:https?:\/\/|www\.)[^\s<>"'“”‘’()[\]{}]*[^\s<>"'“”‘’()[\]{}.,;:!?…]/giu, (address) => addressWords(address)],
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, (address) => address.replace('@', ' at ').replace(/[._]+/g, (mark) => (mark.startsWith('_') ? ' ' : ' dot '))],
  // Marks of citation are for the eye; an interval is not one.
  [/(?<!\b(?:in|of|from|range|interval))(?<!\s)\s?\[[1-9]\d*(?:\s?[,–-]\s?[1-9]\d*)*\]/gu, () => ''],
  // Pictograms would be named one by one.
  [/(?![©®™])\p{Extended_Pictographic}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}\p{Extended_Pictographic}]*/gu, () => ''],
  [/`+|\*+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,;:!?])\*+|[™®]/gu, () => ''],
  [/\s[–—-]{1,3}\s/gu, () => ', '],
  [/\s*\|\s*/gu, () => ', '],
];

const wordless: readonly Rule[] = [
  [/(?<=\w)_+(?=\w)/gu, () => ' '],
  [/\s*(?:[→⇒]|[-=]>)\s*/gu, () => ', '],
  [/\(\)/gu, () => ''],
];

const abbreviations: Readonly<Record<string, string>> = {
  'e.g.': 'for example', 'i.e.': 'that is', 'etc.': 'et cetera', 'vs.': 'versus', 'cf.': 'compare', 'al.': 'others', 'approx.': 'approximately',
  'dr.': 'Doctor', 'mr.': 'Mister', 'mrs.': 'Missus', 'ms.': 'Miss', 'prof.': 'Professor',
};

/** One, many; said after a number. */
const units: Readonly<Record<string, readonly [string, string]>> = {
  'km/h': ['kilometre per hour', 'kilometres per hour'], 'm/s': ['metre per second', 'metres per second'], mph: ['mile per hour', 'miles per hour'],
  km: ['kilometre', 'kilometres'], cm: ['centimetre', 'centimetres'], mm: ['millimetre', 'millimetres'], 'µm': ['micrometre', 'micrometres'], nm: ['nanometre', 'nanometres'],
  kg: ['kilogram', 'kilograms'], mg: ['milligram', 'milligrams'], ms: ['millisecond', 'milliseconds'], 'µs': ['microsecond', 'microseconds'], ns: ['nanosecond', 'nanoseconds'],
  kB: ['kilobyte', 'kilobytes'], KB: ['kilobyte', 'kilobytes'], MB: ['megabyte', 'megabytes'], GB: ['gigabyte', 'gigabytes'], TB: ['terabyte', 'terabytes'],
  KiB: ['kibibyte', 'kibibytes'], MiB: ['mebibyte', 'mebibytes'], GiB: ['gibibyte', 'gibibytes'], 'kbit/s': ['kilobit per second', 'kilobits per second'],
  'Mbit/s': ['megabit per second', 'megabits per second'], 'Gbit/s': ['gigabit per second', 'gigabits per second'], 'MB/s': ['megabyte per second', 'megabytes per second'],
  Hz: ['hertz', 'hertz'], kHz: ['kilohertz', 'kilohertz'], MHz: ['megahertz', 'megahertz'], GHz: ['gigahertz', 'gigahertz'], dB: ['decibel', 'decibels'],
  kW: ['kilowatt', 'kilowatts'], MW: ['megawatt', 'megawatts'], kWh: ['kilowatt hour', 'kilowatt hours'], px: ['pixel', 'pixels'], fps: ['frame per second', 'frames per second'],
  '°C': ['degree Celsius', 'degrees Celsius'], '°F': ['degree Fahrenheit', 'degrees Fahrenheit'], '°': ['degree', 'degrees'], min: ['minute', 'minutes'],
};

/** Letters that are units only after a space: `1990s` is none. */
const letterUnits: Readonly<Record<string, readonly [string, string]>> = {
  m: ['metre', 'metres'], s: ['second', 'seconds'], g: ['gram', 'grams'], h: ['hour', 'hours'], W: ['watt', 'watts'], V: ['volt', 'volts'],
};

const currencies: Readonly<Record<string, readonly [string, string, string]>> = {
  $: ['dollar', 'dollars', 'cents'], '€': ['euro', 'euros', 'cents'], '£': ['pound', 'pounds', 'pence'],
};

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const operators: readonly (readonly [string, string])[] = [
  ['->', 'to'], ['=>', 'to'], ['→', 'to'], ['⇒', 'to'], ['<=', 'at most'], ['≤', 'at most'], ['>=', 'at least'], ['≥', 'at least'],
  ['!=', 'is not'], ['≠', 'is not'], ['===', 'equals'], ['==', 'equals'], ['=', 'equals'], ['≈', 'about'], ['±', 'plus or minus'], ['×', 'times'],
  ['÷', 'divided by'], ['&', 'and'],
];

/** Signs that are operators only between numbers or with space around; elsewhere they are brackets, and silent. */
const comparisons: Readonly<Record<string, string>> = { '<': ' less than ', '>': ' greater than ' };

const english: readonly Rule[] = [
  [/\b(?:e\.g\.|i\.e\.|etc\.(?=\s|[,;)])|vs\.|cf\.|al\.(?=\s)|approx\.|Dr\.|Mr\.|Mrs\.|Ms\.|Prof\.)/giu, (short) => abbreviations[short.toLowerCase()] ?? short],
  [/\b(Fig|Eq|Sec|No|pp|p)\.(?=\s?\d)/gu, (_, short = '') => ({ Fig: 'figure', Eq: 'equation', Sec: 'section', No: 'number', pp: 'pages', p: 'page' })[short] ?? short],
  [/(?<![\p{L}.])(?:\p{Lu}\.){2,}(?=\s|[,;:)])/gu, (letters) => letters.replace(/\./g, ' ').trim()],
  // The dot of an initial would end the phrase.
  [/(?<=(?<!\p{L})\p{Lu})\.(?=\s\p{Lu})/gu, () => ''],
  [/(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])/gu, (date, year = '', month = '', day = '') => (months[Number(month) - 1] === undefined ? date : `${Number(day)} ${months[Number(month) - 1]} ${year}`)],
  [/(?<![\w.])v(\d+(?:\.\d+)*)(?![\w])/giu, (_, version = '') => `version ${dotted(version)}`],
  [/(?<![\w.])\d+(?:\.\d+){2,}(?![\w])/gu, (version) => dotted(version)],
  [/([$€£])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:(\s?)(k|m|bn|thousand|million|billion|trillion)(?![\p{L}\p{N}]))?/giu, (_, sign = '', whole = '', part = '', __ = '', scale = '') => money(sign, whole, part, scale)],
  [new RegExp(`(?<=(\\d))(\\s?)(${alternatives(Object.keys(units))})(?![\\p{L}\\p{N}/])`, 'gu'), (_, __ = '', ___ = '', unit = '') => ` ${units[unit]?.[1] ?? unit}`],
  [new RegExp(`(?<=\\d)\\s(${alternatives(Object.keys(letterUnits))})(?![\\p{L}\\p{N}/'’])`, 'gu'), (_, unit = '') => ` ${letterUnits[unit]?.[1] ?? unit}`],
  [/(?<=\d)[x×](?![\p{L}\p{N}])/gu, () => ' times'],
  [/(?<=\d)\s?[x×]\s?(?=\d)/gu, () => ' by '],
  [/(?<=\d)k(?![\p{L}\p{N}])/gu, () => ' thousand'],
  [/(?<=\d)M(?![\p{L}\p{N}])/gu, () => ' million'],
  [/(?<=\d)\s?[–—]\s?(?=\d)/gu, () => ' to '],
  [/(?<![\d-])(?<=\b\d{4})-(?=\d{2,4}\b(?!-))/gu, () => ' to '],
  [/(?<![\p{L}\p{N}])−(?=\d)/gu, () => 'minus '],
  [/²/gu, () => ' squared'],
  [/³/gu, () => ' cubed'],
  [/#(?=\d)/gu, () => 'number '],
  [/(?<=\b[CF])#/gu, () => ' sharp'],
  [/#(?=\p{L})/gu, () => ''],
  [/\bw\/o\b/gu, () => 'without'],
  [/\bw\/(?=\s)/gu, () => 'with'],
  [/\b(\d+)\/(\d+)\b(?!\/)/gu, (_, over = '', under = '') => (over === '24' && under === '7' ? '24 7' : `${over} over ${under}`)],
  // "and/or", "I/O": the slash is for the eye; in a path, with more of them, it is said.
  [/(?<=(?<![\w./])\p{L}+)\/(?=\p{L}+(?![\w/]|\.\w))/gu, () => ' '],
  [/\(\)/gu, () => ''],
  [/(?<![\p{L}\p{N}])_+(?=\w)|(?<=\w)_+(?![\p{L}\p{N}])/gu, () => ''],
  [/(?<=\w)_+(?=\w)/gu, () => ' '],
  [/(?<=[\p{L}_)]|(?<=\s|^)(?=\.\p{L}))\.(?=\p{L}{2,})/gu, () => ' dot '],
  [/~(?=\d)/gu, () => 'about '],
  [/(?<=[\p{L}\p{N})])\^(?=[\p{L}\p{N}(])/gu, () => ' to the power of '],
  [new RegExp(`\\s*(${alternatives(operators.map(([sign]) => sign))})\\s*`, 'gu'), (_, sign = '') => ` ${operators.find(([known]) => known === sign)?.[1] ?? sign} `],
  [/(?<=[\p{L}\p{N})]\s|\d)[<>](?=\s|\d)/gu, (sign) => comparisons[sign] ?? sign],
  [/[<>]/gu, () => ' '],
];

function addressWords(address: string): string {
  const bare = address.replace(/^https?:\/\//i, '').replace(/^www\./i, '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  const [host = '', ...path] = bare.split('/');
  const words = (part: string): string => part.replace(/\./g, ' dot ').replace(/[_%~-]+/g, ' ');
  return [host.replace(/:\d+$/, ''), ...path].map(words).join(' slash ');
}

function dotted(version: string): string {
  return version.split('.').length > 2 ? version.replaceAll('.', ' point ') : version;
}

function money(sign: string, whole: string, part: string, scale: string): string {
  const [one, many, cents] = currencies[sign] ?? ['', '', ''];
  if (scale !== '') {
    const scales: Readonly<Record<string, string>> = { k: 'thousand', m: 'million', bn: 'billion' };
    return `${whole}${part === '' ? '' : `.${part}`} ${scales[scale.toLowerCase()] ?? scale} ${many}`;
  }
  const amount = `${whole} ${whole === '1' ? one : many}`;
  if (part.length !== 2 || part === '00') return part === '' || part === '00' ? amount : `${whole}.${part} ${many}`;
  return `${amount} ${Number(part)}${whole === '0' ? ` ${cents}` : ''}`;
}

/** A pattern for any of some words, the longest first. */
function alternatives(words: readonly string[]): string {
  return words.toSorted((one, other) => other.length - one.length).map((word) => word.replace(/[$^*+?.()|[\]{}\\]/g, '\\$&')).join('|');
}
