import {
  cardinal, decadeWords, digitByDigit, fractionWords, numberWords, ordinal, romanValue, versionWords, writtenNumber, yearWords,
} from './englishNumbers';
import { englishAbbreviations, englishLetters } from './englishShortForms';
import { englishSigns } from './englishSigns';
import { englishUnits, startsWithUnit } from './englishUnits';
import { anyOf, type Rule } from './rules';
import { table } from '../../../domain/table';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const shortMonths: Readonly<Record<string, string>> = Object.fromEntries([...months.map((month) => [month.slice(0, 3), month] as const), ['Sept', 'September']]);
const month = `(?:${months.join('|')})`;
const days: Readonly<Record<string, string>> = table({ Mon: 'Monday', Tue: 'Tuesday', Tues: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Thur: 'Thursday', Thurs: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' });

/** The date as it is said, or nothing if there is none: `May first, twenty twenty-four`. */
function dateWords(year: string, monthNumber: string, day: string): string | undefined {
  const name = months[Number(monthNumber) - 1];
  if (name === undefined || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${name} ${ordinal(Number(day))}, ${yearWords(Number(year.length === 2 ? `20${year}` : year))}`;
}

const dates: readonly Rule[] = [
  [/(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/gu, ({ groups: [year = '', monthNumber = '', day = '', hour = '', minute = ''] }) => {
    const date = dateWords(year, monthNumber, day);
    return date === undefined || hour === '' ? date : `${date}, ${clockWords(hour, minute)}`;
  }],
  // Month first as in America, unless that month does not exist.
  [/(?<![\w/.])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\w/])/gu, ({ groups: [first = '', second = '', year = ''] }) => (Number(first) > 12 ? dateWords(year, second, first) : dateWords(year, first, second))],
  [/(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\w.]\w)/gu, ({ groups: [day = '', monthNumber = '', year = ''] }) => dateWords(year, monthNumber, day)],
  [new RegExp(`(?<![\\p{L}])(${anyOf(Object.keys(shortMonths).filter((name) => name !== 'May'))})\\.?(?=\\s?\\d|\\.?\\s?[–-]\\s?(?:${anyOf([...months, ...Object.keys(shortMonths)])})(?!\\p{L}))`, 'gu'), ({ groups: [name = ''] }) => shortMonths[name]],
  [new RegExp(`(?<=(?:${anyOf([...months, ...Object.keys(shortMonths)])})\\.?\\s?[–-]\\s?)(${anyOf(Object.keys(shortMonths))})\\.?(?!\\p{L})`, 'gu'), ({ groups: [name = ''] }) => shortMonths[name]],
  [new RegExp(`(?<=\\d(?:st|nd|rd|th)?\\s)(${anyOf(Object.keys(shortMonths).filter((name) => name !== 'May'))})(?:\\.(?=\\s\\d)|(?![\\p{L}.]))`, 'gu'), ({ groups: [name = ''] }) => shortMonths[name]],
  [new RegExp(`(?<![\\p{L}])(${anyOf(Object.keys(days))})\\.?(?=,\\s\\p{Lu}|,?\\s\\d|\\s?[–-]\\s?(?:${anyOf(Object.keys(days))}))|(?<=(?:${anyOf(Object.keys(days))})\\s?[–-]\\s?)(${anyOf(Object.keys(days))})(?!\\p{L})`, 'gu'), ({ groups: [name = '', other = ''] }) => days[name || other]],
  [new RegExp(`(?<=(?:${[...months, ...Object.keys(shortMonths), ...Object.values(days), ...Object.keys(days)].join('|')})\\.?)\\s?[–-]\\s?(?=\\p{Lu})`, 'gu'), () => ' to '],
  // `May 5, 2024`, `May 5–7`; a number that goes on is no day.
  [new RegExp(`(?<=(?:${month}|(?:${anyOf(Object.keys(shortMonths))})\\.?)\\s(?:\\d{1,2}\\s?[–-]\\s?)?)(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:%]|[.,]\\d|\\s?(?:${month}|percent|million|billion|a\\.?m|p\\.?m))`, 'gu'), ({ groups: [day = ''] }) => (Number(day) >= 1 && Number(day) <= 31 ? ordinal(Number(day)) : undefined)],
  [new RegExp(`(?<![\\d.,:/-])(\\d{1,2})(?:st|nd|rd|th)?(?=\\s(?:of\\s)?(?:${month}|(?:${anyOf(Object.keys(shortMonths).filter((name) => name !== 'Mar' && name !== 'May'))})\\b))`, 'gu'), ({ groups: [day = ''], before, after }) => {
    if (Number(day) < 1 || Number(day) > 31) return undefined;
    const isIntroduced = /\b(?:the|of)\s$/i.test(before);
    return `${isIntroduced ? '' : 'the '}${ordinal(Number(day))}${/^\s(?:of\s)/.test(after) ? '' : ' of'}`;
  }],
];

function clockWords(hour: string, minute: string): string {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (minutes === 0) return hours > 12 || hours === 0 || hour.startsWith('0') ? `${hours === 0 ? 'zero' : cardinal(hours)} hundred` : `${cardinal(hours)} o'clock`;
  return `${cardinal(hours)} ${minutes < 10 ? `oh ${cardinal(minutes)}` : cardinal(minutes)}`;
}

const halfDay = '([AaPp])\\.?\\s?[Mm](?:\\.(?=\\s*[,;:)a-z])|(?![\\p{L}]))';
const times: readonly Rule[] = [
  // `7 pm`, `7:30 a.m.`: the half of the day is said by its letters.
  [new RegExp(`(?<=\\d)\\s?${halfDay}`, 'gu'), ({ groups: [half = ''] }) => ` ${half.toUpperCase()} M`],
  [/(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?![\d:])/gu, ({ groups: [hour = '', minute = '', second = ''], after }) => {
    if (second !== '') return `${clockWords(hour, minute)} and ${cardinal(Number(second))} seconds`;
    return minute === '00' && /^\s?[ap]\.?m\b/i.test(after) ? cardinal(Number(hour)) : clockWords(hour, minute);
  }],
  [/(?<=\b(?:Psalms?|Genesis|Exodus|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Isaiah|Proverbs|Job|Revelation|Surah?)\s\d+):(?=\d)/gu, () => ', '],
  [/(?<=\d):(?=\d)/gu, () => ' to '],
];

const currencies: Readonly<Record<string, readonly [one: string, many: string, cents: string, cent: string]>> = table({
  $: ['dollar', 'dollars', 'cents', 'cent'], 'US$': ['US dollar', 'US dollars', 'cents', 'cent'], 'A$': ['Australian dollar', 'Australian dollars', 'cents', 'cent'], 'C$': ['Canadian dollar', 'Canadian dollars', 'cents', 'cent'],
  '€': ['euro', 'euros', 'cents', 'cent'], '£': ['pound', 'pounds', 'pence', 'penny'], '¥': ['yen', 'yen', '', ''], '₹': ['rupee', 'rupees', 'paise', 'paisa'], '₽': ['rouble', 'roubles', 'kopecks', 'kopeck'], '₩': ['won', 'won', '', ''], '₿': ['bitcoin', 'bitcoins', '', ''],
  USD: ['US dollar', 'US dollars', 'cents', 'cent'], EUR: ['euro', 'euros', 'cents', 'cent'], GBP: ['pound', 'pounds', 'pence', 'penny'], CHF: ['Swiss franc', 'Swiss francs', 'rappen', 'rappen'], JPY: ['yen', 'yen', '', ''], INR: ['rupee', 'rupees', 'paise', 'paisa'], CNY: ['yuan', 'yuan', '', ''], CAD: ['Canadian dollar', 'Canadian dollars', 'cents', 'cent'], AUD: ['Australian dollar', 'Australian dollars', 'cents', 'cent'],
});
const scaleWords: Readonly<Record<string, string>> = table({ k: 'thousand', m: 'million', mn: 'million', b: 'billion', bn: 'billion', t: 'trillion', tn: 'trillion' });

function money(sign: string, amount: string, scale = ''): string {
  const [one, many, cents, cent] = currencies[sign] ?? ['', '', '', ''];
  if (scale !== '') return `${numberWords(amount)} ${scaleWords[scale.toLowerCase()] ?? scale.toLowerCase()} ${many}`;
  const [whole = '', part = ''] = amount.replace(/[,\s]/g, '').split('.');
  const count = Number(whole);
  const main = `${numberWords(whole)} ${count === 1 ? one : many}`;
  if (part === '' || /^0+$/.test(part)) return main;
  if (part.length !== 2 || cents === '') return `${numberWords(`${whole}.${part}`)} ${many}`;
  const rest = `${cardinal(Number(part))}`;
  return count === 0 ? `${rest} ${part === '01' ? cent : cents}` : `${main} ${rest}`;
}

const sign = `(?:${anyOf(['US$', 'A$', 'C$', '$', '€', '£', '¥', '₹', '₽', '₩', '₿'])})`;
const code = '(?:USD|EUR|GBP|CHF|JPY|INR|CNY|CAD|AUD)';
const scale = '(?:\\s?(k|m|mn|bn?|tn?|thousand|million|billion|trillion)(?![\\p{L}\\p{N}]))?';
const sums: readonly Rule[] = [
  [new RegExp(`(${sign})\\s?(${writtenNumber})\\s?(?:[–—-]|to)\\s?${sign}?(${writtenNumber})${scale}`, 'giu'), ({ groups: [mark = '', low = '', high = '', size = ''] }) => `${numberWords(low)} to ${money(mark, high, size)}`],
  [new RegExp(`(${sign})\\s?(${writtenNumber})${scale}`, 'giu'), ({ groups: [mark = '', amount = '', size = ''] }) => money(mark, amount, size)],
  [new RegExp(`(?<!\\p{L})(${code})\\s?(${writtenNumber})${scale}`, 'gu'), ({ groups: [mark = '', amount = '', size = ''] }) => money(mark, amount, size)],
  [new RegExp(`(?<![\\d.,])(${writtenNumber})${scale}\\s?(${sign}|${code})(?![\\p{L}\\p{N}])`, 'gu'), ({ groups: [amount = '', size = '', mark = ''] }) => money(mark, amount, size)],
  [/(?<![\d.,])(\d+)\s?¢/gu, ({ groups: [amount = ''] }) => `${numberWords(amount)} ${amount === '1' ? 'cent' : 'cents'}`],
];

function stagedVersion(version: string, stage: string, step: string): string {
  return `${versionWords(version)}${stage === '' ? '' : ` ${stage === 'rc' ? 'R C' : stage}`}${step === '' ? '' : ` ${cardinal(Number(step))}`}`;
}

const spelledGroups = (text: string): string => text.split(/[^\d]+/).filter(Boolean).map(digitByDigit).join(', ');
const codesAndNumbers: readonly Rule[] = [
  // Telephone numbers, group by group.
  [/(?<![\w+])\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,6}(?![\w-])/gu, ({ match }) => ((match.match(/\d/g)?.length ?? 0) >= 8 ? `plus ${spelledGroups(match)}` : undefined)],
  [/(?<![\w(])(?:1[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4}(?![\w-])|(?<=\b(?:call|phone|tel\.?|telephone|dial|fax|number):?\s(?:us\sat\s)?)\d{3,5}[\s-]\d{3,8}(?![\w-])/giu, ({ match }) => spelledGroups(match)],
  [/(?<=\b(?:ISBN|ISSN)(?:-1[03])?:?\s)[\d-]{8,17}[\dX]/gu, ({ match }) => spelledGroups(match)],
  [/(?<![\w.])((?:\d{1,3}\.){3}\d{1,3})(?::(\d+))?(?![\w.]\w)/gu, ({ groups: [address = ''] }) => address.split('.').map((part) => cardinal(Number(part))).join(' dot ')],
  // Hashes: their beginning is what people compare.
  [/(?<![\w-])(?=[a-f]*\d)(?=\d*[a-f])(?:[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/gu, ({ match }) => [...match.slice(0, 7)].map((digit) => (/\d/.test(digit) ? digitByDigit(digit) : digit.toUpperCase())).join(' ') + (match.length > 12 ? ' and so on' : '')],
  [/(?<![\w])0x([0-9a-fA-F]+)(?!\w)/gu, ({ groups: [hex = ''] }) => `hex ${[...hex].map((digit) => (/\d/.test(digit) ? digitByDigit(digit) : digit.toUpperCase())).join(' ')}`],
  [/(?<![\w.])v(\d+(?:\.\d+)*)(?:-(alpha|beta|rc)\.?(\d*))?(?![\w])/giu, ({ groups: [version = '', stage = '', step = ''], before }) => `${/\bversion\s$/i.test(before) ? '' : 'version '}${stagedVersion(version, stage, step)}`],
  [/(?<![\w.])(\d+(?:\.\d+){2,})(?:-(alpha|beta|rc)\.?(\d*))?(?![\w])/gu, ({ groups: [version = '', stage = '', step = ''] }) => stagedVersion(version, stage, step)],
  // Standards and ports are said in pairs.
  [/(?<=\b(?:ISO|RFC|DIN|IEEE|EN|port)[\s-])(\d{2})(\d{2})(?!\d)/gu, ({ groups: [first = '', last = ''] }) => (last === '00' ? `${cardinal(Number(first))} hundred` : `${cardinal(Number(first))} ${last.startsWith('0') ? `oh ${cardinal(Number(last))}` : cardinal(Number(last))}`)],
  [/(?<=\b(?:Python|Node|Node\.js|Java|PHP|Ruby|Go|Rust|Perl|Ubuntu|Debian|Android|iOS|macOS|Windows|Chrome|Chromium|Firefox|Safari|Svelte|React|Vite|Vitest|TypeScript|Linux|kernel|version|release|Release|Version|ES)\s)\d+\.\d+(?![\w.]\d|\d|%)/gu, ({ match }) => versionWords(match)],
];

/** Words after which a numeral counts, and names of those who are counted. */
const countedParts = 'chapters?|parts?|volumes?|vol\\.|books?|acts?|scenes?|sections?|articles?|appendix|phases?|types?|class|levels?|grades?|stages?|titles?|annex|figures?|tables?|war|bowl|mark|mk|episodes?|cantos?|group|quartile|rules?';
const rulers = 'Henry|Louis|Elizabeth|Charles|George|Edward|William|Richard|James|Philip|Frederick|Peter|Catherine|Alexander|Napoleon|Pius|Paul|Benedict|Gregory|Leo|Innocent|Ramses|Otto|Friedrich|Wilhelm|Ferdinand|Francis|Ivan|Nicholas|Mary|Margaret|Carl|Karl|Gustav|Harald|Christian|Olaf|Urban|Clement|Boniface|Franz|Joseph|Leopold|Albert|Maximilian|Rudolf|Sigismund|Philippe|Felipe|Juan|Alfonso|Selim|Murad|Mehmed|Suleiman|Darius|Xerxes|Ptolemy|Haakon|Umberto|Pedro|Isabella';
const romans: readonly Rule[] = [
  [new RegExp(`(?<=\\b(?:${countedParts})\\s)([IVXLC]+)(?![\\p{L}\\p{N}'’.]\\p{L}|[\\p{L}\\p{N}'’])`, 'giu'), ({ groups: [numeral = ''] }) => (romanValue(numeral) > 0 && numeral === numeral.toUpperCase() ? cardinal(romanValue(numeral)) : undefined)],
  [new RegExp(`(?<=\\b(?:${rulers})\\s)([IVX]+)(?![\\p{L}\\p{N}])(?!\\s(?:am|think|know|believe|have|had|will|would|can|see|mean|like)\\b)`, 'gu'), ({ groups: [numeral = ''] }) => (romanValue(numeral) > 0 ? `the ${ordinal(romanValue(numeral))}` : undefined)],
  [/(?<=\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Kaiser|Sultan)\s\p{Lu}\p{Ll}+\s)([IVX]+)(?![\p{L}\p{N}])/gu, ({ groups: [numeral = ''] }) => (romanValue(numeral) > 0 ? `the ${ordinal(romanValue(numeral))}` : undefined)],
  [/(?<!\p{L})([IVX]+)(?:th)?(?=\s(?:century|centuries)\b)/gu, ({ groups: [numeral = ''] }) => (romanValue(numeral) > 0 ? ordinal(romanValue(numeral)) : undefined)],
  [/(?<!\p{L})(M[MDCLXVI]{3,})(?!\p{L})/gu, ({ groups: [numeral = ''] }) => (romanValue(numeral) > 1000 ? yearWords(romanValue(numeral)) : undefined)],
  [/(?<=\p{Lu}\p{L}+\s)([IVX]{2,})(?![\p{L}\p{N}-])/gu, ({ groups: [numeral = ''] }) => (romanValue(numeral) > 0 ? cardinal(romanValue(numeral)) : undefined)],
];

const halves: Readonly<Record<string, readonly [over: number, under: number]>> = table({
  '½': [1, 2], '⅓': [1, 3], '⅔': [2, 3], '¼': [1, 4], '¾': [3, 4], '⅕': [1, 5], '⅖': [2, 5], '⅗': [3, 5], '⅘': [4, 5], '⅙': [1, 6], '⅚': [5, 6], '⅐': [1, 7], '⅛': [1, 8], '⅜': [3, 8], '⅝': [5, 8], '⅞': [7, 8], '⅑': [1, 9], '⅒': [1, 10],
});
const fractions: readonly Rule[] = [
  [/(?:(?<!\d)(\d+)\s?)?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])/gu, ({ groups: [whole = '', fraction = ''], before }) => `${/\p{L}$/u.test(before) ? ' ' : ''}${mixed(whole, ...(halves[fraction] ?? [1, 2]))}`],
  [/(?<![\d.,/])(?:(\d+)\s)?(\d{1,4})\/(\d{1,4})(?![\d/]|[.,]\d)/gu, ({ groups: [whole = '', over = '', under = ''], after }) => {
    const [a, b] = [Number(over), Number(under)];
    if (over === '24' && under === '7') return 'twenty-four seven';
    if (over === '9' && under === '11') return 'nine eleven';
    if (over === under) return `${cardinal(a)} ${cardinal(b)}`;
    if (over.length === 4 && under.length <= 2) return undefined;
    if (/^\s?(?:stars?|points?|votes?|correct|right)\b/.test(after)) return `${cardinal(a)} out of ${cardinal(b)}`;
    return a === 0 || b === 0 || a >= b ? `${whole === '' ? '' : `${cardinal(Number(whole))} `}${cardinal(a)} over ${cardinal(b)}` : mixed(whole, a, b);
  }],
];

function mixed(whole: string, over: number, under: number): string {
  const fraction = fractionWords(over, under);
  return whole === '' ? fraction : `${numberWords(whole)} and ${over === 1 && under === 2 ? 'a half' : over === 1 ? fraction.replace(/^one /, under === 8 ? 'an ' : 'a ') : fraction}`;
}

const firmCue = new RegExp(`(?:\\b(?:[Ss]ince|[Yy]ears?|early|late|mid|spring|summer|autumn|fall|winter|circa|ca\\.|c\\.|[Cc]opyright|${months.join('|')}|AD|BC|anno|vintage|Q[1-4])[\\s-]|${month}\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s|©\\s?|['’])$`, 'u');
const looseCue = /(?:\b(?:[Ii]n|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f|[Bb]etween|to|and|around|about|the|[Oo]n|[Ss]ummer|of)\s|\(|^|[–-]\s?|,\s)$/u;
const many = /^\s(?!was|is|has|as|its|this|plus|versus|does|us|across|perhaps|always|sees|runs|comes|brings|marks|makes|shows)\p{Ll}{2,}s\b(?!['’])/u;

function isYear(written: string, before: string, after: string): boolean {
  const value = Number(written);
  if (value < 1000 || value > 2199) return false;
  if (/^(?:\s?(?:AD|BC|CE|BCE)\b)/.test(after) || firmCue.test(before)) return true;
  if (/^(?:%|[.,:]\d|\s?(?:percent|million|billion|thousand|times|of them)\b)/.test(after)) return false;
  const isRecent = value >= 1900 && value < 2100;
  if (many.test(after)) return isRecent && /\b[Ii]n\s$/.test(before);
  return isRecent || (looseCue.test(before) && (/\b(?:[Ii]n|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil)\s$|\($|[–-]\s?$|\bfrom\s$|\bto\s$|\bof\s$/u.test(before)) && !/^\s\p{Ll}{2,}/u.test(after));
}

/** Whether the letters right behind a number are a unit or a scale: `60fps`, `12k`. */
function isMeasured(after: string): boolean {
  return /^(?:k|K|M|bn|mn|x)(?![\p{L}\p{N}])|^\s?[ap]\.?m\b/u.test(after) || startsWithUnit(after);
}

const plainNumbers: readonly Rule[] = [
  [/(?<![\w.,])(\d{3,4})['’]?s(?!\w)/gu, ({ groups: [decade = ''] }) => (decade.length === 4 && Number(decade) % 10 === 0 ? decadeWords(Number(decade)) : undefined)],
  [/(?<!\w)['’]?(\d0)s(?!\w)/gu, ({ groups: [decade = ''] }) => decadeWords(Number(decade))],
  [/(?<!\w)['’](\d{2})(?![\w'’])/gu, ({ groups: [year = ''] }) => cardinal(Number(year))],
  [/(?<![\d.,])(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)(?!\p{L})/gu, ({ groups: [place = ''] }) => ordinal(Number(place.replaceAll(',', '')))],
  // Large round numbers in short.
  [/(?<=\d)([kM]|bn|mn)(?![\p{L}\p{N}])/gu, ({ groups: [size = ''] }) => ` ${size === 'M' ? 'million' : (scaleWords[size] ?? size)}`],
  [/K(?<=(?<![\d.])(?:[3679]|\d{2,}|\d+\.\d+)K)(?![\p{L}\p{N}])/gu, () => ' thousand'],
  [/(?<=(?<![\d.])[12458])K(?![\p{L}\p{N}])/gu, () => ' K'],
  [/(?<=\d)(?:st|nd|rd|th)?\s?[–—]\s?(?=[\d$€£])/gu, () => ' to '],
  [/-(?<=(?<![\p{L}\d-]|\d-)\d+(?:[.,]\d+)?(?:st|nd|rd|th)?-)(?=\d+(?![\d-]|\.\d+\.))/gu, () => ' to '],
  [/(?<!\d)(\d+(?:\.\d+)?)[eE]([+−-]?)(\d+)(?!\w)/gu, ({ groups: [base = '', minus = '', power = ''] }) => `${numberWords(base)} times ten to the ${/[-−]/.test(minus) ? 'minus ' : ''}${cardinal(Number(power))}`],
  [new RegExp(`(?<![\\p{L}\\p{N}_.,]|\\d[.,])(?:${writtenNumber})(?!\\d|\\.\\d|_)`, 'gu'), ({ match, before, after }) => (/^\p{L}/u.test(after) && !isMeasured(after) ? undefined : /^\d{4}$/.test(match) && isYear(match, before, after) ? yearWords(Number(match)) : numberWords(match))],
  [/(?<![\p{L}\p{N}])\.(\d+)(?![\p{L}\p{N}.])/gu, ({ groups: [decimals = ''] }) => `point ${digitByDigit(decimals)}`],
];

/** What English says of signs, numbers and short forms; in this order, the first rule that takes a place keeps it. */
export const english: readonly Rule[] = [
  ...dates, ...codesAndNumbers, ...times, ...sums, ...englishAbbreviations, ...romans, ...englishUnits, ...fractions, ...englishSigns, ...plainNumbers, ...englishLetters,
];
