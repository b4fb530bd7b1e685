import { anyOf, type Rule } from './rules';
import { table } from '../../../domain/table';

/** What a language calls the signs of addresses and names. */
export interface SignNames {
  readonly dot: string;
  readonly slash: string;
  readonly at: string;
}

const domains = 'com|org|net|edu|gov|io|dev|app|info|de|fr|es|it|pt|br|nl|uk|eu|ch|at|be|se|pl|jp|us|ca|au|ai|me';

/** Of use in every language: addresses, marks of citation, pictograms, markup. */
export function everyLanguage({ dot, slash, at }: SignNames): readonly Rule[] {
  const dotted = (text: string): string => text.replace(/\./g, ` ${dot} `);
  const address = (written: string): string => {
    const bare = written.replace(/^\w+:\/\//i, '').replace(/^www\./i, '').replace(/[?#][^]*/, '').replace(/(?<!\/)\/+$/, '');
    const [host = '', ...path] = bare.split('/');
    const words = (part: string): string => dotted(part).replace(/[_%~-]+/g, ' ');
    // Nobody listens to a long path: the place to look is the host.
    const isShort = path.length <= 2 && path.every((part) => part.length <= 24 && !/\d{4}|%[\dA-F]{2}/i.test(part));
    return [host.replace(/:\d+$/, ''), ...(isShort ? path : [])].map(words).join(` ${slash} `);
  };
  return [
    [/\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'“”‘’()[\]{}]*[^\s<>"'“”‘’()[\]{}.,;:!?…]/giu, ({ match }) => address(match)],
    [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, ({ match }) => dotted(match.replace(/_/g, ' ')).replace('@', ` ${at} `)],
    [new RegExp(`(?<![\\w@./-])(?:[a-z\\d](?:[a-z\\d-]*[a-z\\d])?\\.)+(?:(?:${domains})(?![\\w-]|\\.\\w)|(?:rs|sh|so|co|gg|tv|page|wiki)(?=/))(?:/[\\w./%~-]*[\\w/])?(?:[?#][\\w=&%.-]*\\w)?`, 'gu'), ({ match }) => address(match)],
    // Marks of citation are for the eye; an interval is not one.
    [/(?<!\b(?:in|of|from|range|interval))(?<!\s)\s?\[[1-9]\d*(?:\s?[,–-]\s?[1-9]\d*)*\]/gu, () => ''],
    // Pictograms would be named one by one.
    [/(?![©®™])\p{Extended_Pictographic}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}\p{Extended_Pictographic}]*|[\u{1F1E6}-\u{1F1FF}]+/gu, ({ match }) => (/^[↔-↙↩↪⤴⤵◀▶☎]/u.test(match) ? undefined : '')],
    [/`+|(?<!\*)\*+(?!\*)(?:(?=[\p{L}\p{N}])(?<!\d\s?\*+)|(?<=[\p{L}\p{N}.,;:!?]\*+)(?!\s?\d))|[™®]/gu, () => ''],
    // A dash is a longer pause than a comma, and so is a semicolon.
    [/(?<!\d)\s[–—-]{1,3}\s|\s[–—]{1,3}\s(?!\d)|(?<=\p{L})—(?=\p{L})/gu, () => '; '],
    [/(?:(?<!\s)\s+)?[•▪‣]\s*/gu, ({ before }) => (before.trim() === '' ? '' : ', ')],
    [/(?:(?<!\s)\s+)?(?<!\|)\|(?!\|)\s*/gu, () => ', '],
  ];
}

/** Names as they are said, where the letters mislead. */
const names: Readonly<Record<string, string>> = table({
  LaTeX: 'lah tech', NaN: 'not a number', nginx: 'engine x', SQLite: 'S Q Lite', MySQL: 'My S Q L', PostgreSQL: 'Postgres Q L', macOS: 'mac O S', iOS: 'i O S', iPadOS: 'i Pad O S', GitHub: 'GitHub', YouTube: 'YouTube', JavaScript: 'JavaScript', TypeScript: 'TypeScript',
});
/** Beginnings of people's names that no capital divides. */
const undivided = /^(?:Mc|Mac|De|La|Le|Di|Du|Van|Von|O)\p{Lu}/u;

/** Names of code: identifiers, paths, commands. */
export function codeRules({ dot, slash, at }: SignNames): readonly Rule[] {
  const spelled = (part: string): string => words(part).replace(/\.(?=[\p{L}\p{N}])/gu, ` ${dot} `);
  return [
    [new RegExp(`(?<![\\p{L}\\p{N}_])(?:${anyOf(Object.keys(names))})(?![\\p{L}\\p{N}_])`, 'gu'), ({ match }) => names[match]],
    // A path: it begins as one, holds more than one slash, or ends in a file.
    [/(?<![\p{L}\p{N}_/:.~@-])(?:(?<![^\s("'“„«])(?:\.{1,2}|~)?\/[\w.@-]*\w(?:\/[\w.@-]*\w)*|[\w@-](?:[\w.@-]*\w)?(?:\/[\w.@-]*\w)+)\/?(?![\w/])/gu, ({ match }) => {
      if (/^[\d./]+$/.test(match)) return undefined;
      const isPath = /^(?:\.|~|\/)/.test(match) || match.split('/').length > 2 || /\.[a-z]\w{0,4}$/i.test(match);
      if (!isPath) return undefined;
      const isRooted = match.startsWith('/');
      return `${isRooted ? `${slash} ` : ''}${match.replace(/^(?:\.{1,2}|~)?\//, '').replace(/\/$/, '').split('/').map(spelled).join(` ${slash} `)}`;
    }],
    [/(?<=\p{L})@[~^]?(?=v?\d)/gu, () => ` ${at} `],
    // Two halves of a name, a call, words under one roof.
    [/(?<![\p{L}\p{N}_$])[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|->)[\p{L}_$][\p{L}\p{N}_$]*)*(?:\(\))?/gu, ({ match, before, after }) => {
      // After a number it is a unit: `48 kHz`.
      if (/\d[\s\u00a0\u202f]?$/u.test(before)) return undefined;
      const isCode = /[\p{L}\p{N}]_+[\p{L}\p{N}]|^_|_$|\(\)$|::|->/u.test(match) || /\p{Ll}\p{Lu}/u.test(match);
      const isDotted = /\.\p{L}{2,}/u.test(match) && !/\.\p{Lu}\p{Ll}/u.test(match) && !/^(?:\p{L}\.)+\p{L}$/u.test(match);
      if ((!isCode && !isDotted) || (undivided.test(match) && !/[_(.:]/.test(match)) || /^-/.test(after) && !isCode) return undefined;
      return match.replace(/\(\)$/, '').split(/\.|::|->/).map(words).join(match.includes('.') ? ` ${dot} ` : ' ');
    }],
    [/\(\)/gu, () => ''],
    [/(?<![\p{L}\p{N}])_+(?=\w)|(?<=\w)_+(?![\p{L}\p{N}])/gu, () => ''],
    [/(?<=\w)_+(?=\w)/gu, () => ' '],
  ];
}

/** Splits what is written as one word: `parseAllFiles`, `MAX_SIZE`, `read-me`. */
function words(name: string): string {
  return name
    .replace(/[_$]+/g, ' ')
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (name.includes('_') && /^(?:\p{Lu}{4,}|MAX|MIN|KEY|LOG|DIR|ENV|TAG|SET|GET|ALL|NOT|OUT|END|TOP|LOW|NEW|OLD)$/u.test(word) ? word.toLowerCase() : word))
    .join(' ');
}
