import { cardinal } from './englishNumbers';
import { anyOf, type Rule } from './rules';
import { table } from '../../../domain/table';

/** One, many. */
type Names = readonly [one: string, many: string];

const plural = (one: string, many = `${one}s`): Names => [one, many];

/** Units that take SI prefixes; a short name with its base. */
const prefixed: Readonly<Record<string, Names>> = table({
  m: plural('metre'), g: plural('gram'), s: plural('second'), l: plural('litre'), L: plural('litre'), Hz: ['hertz', 'hertz'], W: plural('watt'), Wh: plural('watt hour'),
  V: plural('volt'), A: plural('ampere'), Ah: plural('ampere hour'), 'Ω': plural('ohm'), F: plural('farad'), J: plural('joule'), N: plural('newton'), Pa: plural('pascal'), eV: plural('electronvolt'), mol: plural('mole'),
  cal: plural('calorie'), Bq: plural('becquerel'), Sv: plural('sievert'), Gy: plural('gray'), B: plural('byte'), bit: plural('bit'), bps: ['bit per second', 'bits per second'], T: plural('tesla'), px: plural('pixel'),
});
const prefixes: Readonly<Record<string, string>> = table({
  T: 'tera', G: 'giga', M: 'mega', k: 'kilo', h: 'hecto', d: 'deci', c: 'centi', m: 'milli', 'µ': 'micro', 'μ': 'micro', n: 'nano', p: 'pico', f: 'femto',
});
const binary: Readonly<Record<string, string>> = table({ Ki: 'kibi', Mi: 'mebi', Gi: 'gibi', Ti: 'tebi', K: 'kilo', P: 'peta' });

const plain: Readonly<Record<string, Names>> = table({
  mph: ['mile per hour', 'miles per hour'], kph: ['kilometre per hour', 'kilometres per hour'], rpm: ['revolution per minute', 'revolutions per minute'], fps: ['frame per second', 'frames per second'], psi: ['pound per square inch', 'pounds per square inch'],
  dpi: ['dot per inch', 'dots per inch'], ppm: ['part per million', 'parts per million'], ppb: ['part per billion', 'parts per billion'], mpg: ['mile per gallon', 'miles per gallon'], bpm: ['beat per minute', 'beats per minute'],
  dB: plural('decibel'), dBA: ['decibel A', 'decibels A'], '°C': ['degree Celsius', 'degrees Celsius'], '℃': ['degree Celsius', 'degrees Celsius'], '°F': ['degree Fahrenheit', 'degrees Fahrenheit'], '℉': ['degree Fahrenheit', 'degrees Fahrenheit'], '°': plural('degree'),
  K: ['kelvin', 'kelvins'], min: plural('minute'), mins: plural('minute'), h: plural('hour'), hr: plural('hour'), hrs: plural('hour'), sec: plural('second'), secs: plural('second'), d: plural('day'), wk: plural('week'), wks: plural('week'), yr: plural('year'), yrs: plural('year'), mo: plural('month'), mos: plural('month'),
  ha: plural('hectare'), t: plural('tonne'), bar: ['bar', 'bar'], mi: plural('mile'), ft: ['foot', 'feet'], yd: plural('yard'), yds: plural('yard'), in: ['inch', 'inches'], lb: plural('pound'), lbs: plural('pound'), oz: plural('ounce'), gal: plural('gallon'), qt: plural('quart'), pt: plural('point'),
  kn: plural('knot'), hp: ['horsepower', 'horsepower'], acre: plural('acre'), pp: plural('percentage point'), bp: plural('basis point'), 'fl oz': plural('fluid ounce'), 'sq ft': ['square foot', 'square feet'], 'sq mi': plural('square mile'), 'sq km': plural('square kilometre'), 'sq m': plural('square metre'), 'cu ft': ['cubic foot', 'cubic feet'], nmi: plural('nautical mile'), ly: plural('light year'), au: plural('astronomical unit'), em: plural('em'), rem: plural('rem'), LUFS: ['loofs', 'loofs'],
});

/** Units by their short names, prefixes included. */
const units: ReadonlyMap<string, Names> = new Map([
  ...Object.entries(prefixed).flatMap(([short, [one, many]]): (readonly [string, Names])[] => [
    [short, [one, many]],
    ...Object.entries(prefixes).map(([prefix, name]): readonly [string, Names] => [prefix + short, [name + one, name + many]]),
    ...(short === 'B' || short === 'bit' ? Object.entries(binary).map(([prefix, name]): readonly [string, Names] => [prefix + short, [name + one, name + many]]) : []),
  ]),
  // Later ones win: `min` is no milli-inch, `cd` no centi-day.
  ...Object.entries(plain),
]);

/** Short names that are too often something else: they count only after a space, or in company. */
const single = /^(?:[msghlLWVAFJNBTdKt]|in|mo|au|em|pt|pp|bp|d|Ah|rem|bar|acre|sec|min|Pa|pA|mA|cd|ha|mi|mT|fF|px|cB|pB|fB|dB|dl)$/;
/** Short names that are units even right behind a number: `12V`. */
const stuck = /^(?:min|dB|mA|Pa|px|ha|V|W)$/;
/** Letters that are units only when something stands beneath them. */
const neverAlone = /^(?:A|F|T|B|d|in|pt|em|au|mo|t|J|N|mT|MT|dm|fm|pm|am|fs|cs|ds)$/;

const unit = anyOf(units.keys());
const power = '[²³]|\\^[23]|[23](?![\\d.])';
const compound = new RegExp(`(?<=[\\d⁰¹²³⁴⁵⁶⁷⁸⁹])([\\s\u00a0\u202f\u2009-]?)((?:${unit})(?:${power})?(?:[·⋅](?:${unit})(?:${power})?)*(?:/(?:${unit}|day|month|week|year|person|100 km)(?:${power}|⁻[¹²])?)*)(?![\\p{L}\\p{N}/’'])`, 'gu');

/** Whether a text begins with a unit that stands right behind its number: `60fps`. */
export function startsWithUnit(text: string): boolean {
  return attached.test(text);
}

const attached = new RegExp(`^(?:${anyOf([...units.keys()].filter((short) => !single.test(short)))})(?![\\p{L}\\p{N}])|^(?:min|dB|mA|Pa|px|ha|V|W)(?!\\p{L})`, 'u');

/** Says units after numbers: `5 km/h`, `3 m²`, `9.81 m/s²`, `2 kW·h`, `1 kg`. */
export const englishUnits: readonly Rule[] = [
  [/(?<!\d)(\d+)\s?['′]\s?(\d{1,2})\s?(?:["″]|'')/gu, ({ groups: [feet = '', inches = ''] }) => `${cardinal(Number(feet))} foot ${cardinal(Number(inches))}`],
  [/(?<=\d)[″]/gu, () => ' inches'],
  [/(?<=\d)[′]/gu, () => ' feet'],
  [compound, ({ groups: [gap = '', written = ''], before, after }) => {
    if (gap === '' && single.test(written) && !stuck.test(written)) return undefined;
    if (neverAlone.test(written)) return undefined;
    if (written === 'h' && gap === '-') return undefined;
    const isOne = (gap === '-' && /^\s+\p{L}/u.test(after)) || /(?<![\d.,])(?:1|0\.\d+)$/.test(before) && !/0\.\d+$/.test(before);
    return ` ${compoundWords(written, isOne)}`;
  }],
];

/** @param isOne whether the number before is one: only the first unit shows it */
function compoundWords(written: string, isOne: boolean): string {
  const named = units.get(written);
  if (named !== undefined) return named[isOne ? 0 : 1];
  const [top = '', ...under] = written.split('/');
  const factors = top.split(/[·⋅]/);
  const above = factors.map((factor, index) => factorWords(factor, isOne || index < factors.length - 1, false)).join(' ');
  return [above, ...under.map((factor) => factorWords(factor, true, true))].join(' per ');
}

function factorWords(factor: string, isOne: boolean, isUnder: boolean): string {
  const [, short = '', exponent = ''] = /^(.+?)([²³]|\^[23]|(?<=[a-zA-Z])[23])?$/u.exec(factor) ?? [];
  const name = factor === '100 km' ? 'hundred kilometres' : (units.get(short)?.[isOne ? 0 : 1] ?? short);
  if (exponent === '') return name;
  const isSquare = /[²2]/.test(exponent);
  // Seconds are squared, lengths are square.
  if (isUnder && short === 's') return `${name} ${isSquare ? 'squared' : 'cubed'}`;
  return `${isSquare ? 'square' : 'cubic'} ${name}`;
}
