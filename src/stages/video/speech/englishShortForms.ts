import { anyOf, endsSentence, type Rule } from './rules';
import { table } from '../../../domain/table';

/** Written with a stop, said in full wherever they stand. */
const always: Readonly<Record<string, string>> = table({
  'e.g.': 'for example', 'i.e.': 'that is', 'vs.': 'versus', 'cf.': 'compare', 'approx.': 'approximately', 'viz.': 'namely', 'ibid.': 'ibidem', 'incl.': 'including', 'excl.': 'excluding', 'resp.': 'respectively', 'misc.': 'miscellaneous', 'a.k.a.': 'also known as', 'N.B.': 'note', 'n.b.': 'note', 'P.S.': 'P S',
  'ca.': 'circa', 'esp.': 'especially', 'govt.': 'government', 'dept.': 'department', 'Dept.': 'Department', 'Univ.': 'University', 'est.': 'established', 'al.': 'others', 'Mr.': 'Mister', 'Mrs.': 'Missus', 'Ms.': 'Miz', 'Prof.': 'Professor', 'Rev.': 'Reverend', 'Hon.': 'Honourable', 'Gov.': 'Governor', 'Sen.': 'Senator', 'Rep.': 'Representative',
  'Gen.': 'General', 'Col.': 'Colonel', 'Capt.': 'Captain', 'Lt.': 'Lieutenant', 'Sgt.': 'Sergeant', 'Mt.': 'Mount', 'Ft.': 'Fort', 'Messrs.': 'Messieurs', 'hrs.': 'hours', 'tel.': 'telephone', 'Tel.': 'telephone',
});
/** Those that may also end their sentence: then a stop stays. */
const closing: Readonly<Record<string, string>> = table({
  'etc.': 'et cetera', 'Inc.': 'Incorporated', 'Ltd.': 'Limited', 'Corp.': 'Corporation', 'Co.': 'Company', 'Bros.': 'Brothers', 'Jr.': 'Junior', 'Sr.': 'Senior', 'Ave.': 'Avenue', 'Blvd.': 'Boulevard', 'Rd.': 'Road', 'Ln.': 'Lane', 'Pl.': 'Place', 'Sq.': 'Square', 'Ph.D.': 'P H D', 'M.D.': 'M D', 'a.m.': 'A M', 'p.m.': 'P M',
});
const withoutStop: Readonly<Record<string, string>> = table({ vs: 'versus', Mr: 'Mister', Mrs: 'Missus', Ms: 'Miz', etc: 'et cetera', approx: 'approximately', aka: 'also known as', Prof: 'Professor', 'et al': 'and others' });
const numbered: Readonly<Record<string, string>> = table({
  Fig: 'figure', fig: 'figure', Figs: 'figures', figs: 'figures', Eq: 'equation', eq: 'equation', Eqs: 'equations', Sec: 'section', sec: 'section', No: 'number', no: 'number', Nos: 'numbers', nos: 'numbers', pp: 'pages', p: 'page', Vol: 'volume', vol: 'volume', Ch: 'chapter', ch: 'chapter', Tab: 'table', Art: 'article', Ref: 'reference', ref: 'reference', Refs: 'references', App: 'appendix', ed: 'edition', Nr: 'number', nr: 'number', c: 'circa', ver: 'version', l: 'line', ll: 'lines', Ex: 'example', Thm: 'theorem', Ext: 'extension', ext: 'extension',
});

/** Abbreviations that are said in full. */
export const englishAbbreviations: readonly Rule[] = [
  [/\bet al\.?(?=[\s,;:)]|$)/gu, ({ match, after }) => `and others${match.endsWith('.') && endsSentence(after) ? '.' : ''}`],
  // A saint stands before a name, a street behind one.
  [/(?<!\p{L})St\.(?=\s\p{Lu})/gu, ({ before, after }) => (/\s$(?<=(?:\p{Lu}\p{L}+|\d(?:st|nd|rd|th))\s)/u.test(before) && !/\b(?:Mount|In|At|The|Of|Near|From|To|By|San|Port|Lake)\s$/u.test(before) && /^\s(?:The|A|An|It|He|She|They|We|In|On|At|This|That|But|And)\b/.test(after) ? 'Street.' : 'Saint')],
  [/(?<=(?:\p{Lu}\p{L}+|\d(?:st|nd|rd|th))\s)St\.?(?![\p{L}])/gu, ({ match, after }) => `Street${match.endsWith('.') && endsSentence(after) ? '.' : ''}`],
  [/(?<!\p{L})Dr\.?(?=\s\p{Lu})/gu, ({ before, match }) => (/\d\s\p{Lu}\p{L}+\s$/u.test(before) ? 'Drive' : match === 'Dr' || match === 'Dr.' ? 'Doctor' : undefined)],
  [/(?<=\p{Lu}\p{L}+\s)Dr\.?(?![\p{L}])/gu, ({ match, after }) => `Drive${match.endsWith('.') && endsSentence(after) ? '.' : ''}`],
  [/(?<!\p{L})Dr\.(?=\s)/giu, () => 'Doctor'],
  [new RegExp(`(?<![\\p{L}.])(?:${anyOf(Object.keys(closing))})`, 'gu'), ({ match, after }) => `${closing[match] ?? match}${endsSentence(after) ? '.' : ''}`],
  [new RegExp(`(?<![\\p{L}.])(?:${anyOf(Object.keys(always))})(?=[\\s,;:)\\d]|$)`, 'gu'), ({ match }) => always[match]],
  [/(?<![\p{L}.])(?:E\.g\.|I\.e\.|Approx\.|Cf\.|Vs\.|Ca\.)/gu, ({ match }) => { const full = always[match.toLowerCase()]; return full === undefined ? undefined : full.charAt(0).toUpperCase() + full.slice(1); }],
  [new RegExp(`(?<![\\p{L}.])(?:${anyOf(Object.keys(withoutStop))})(?=\\s\\p{Lu}|\\s\\p{Ll}|,|$)(?![.\\p{L}])`, 'gu'), ({ match, after }) => (/^(?:Mr|Mrs|Ms|Prof)$/.test(match) && !/^\s\p{Lu}/u.test(after) ? undefined : withoutStop[match])],
  [new RegExp(`(?<![\\p{L}.])(${anyOf(Object.keys(numbered))})\\.(?=\\s?\\(?\\d)`, 'gu'), ({ groups: [short = ''] }) => `${numbered[short] ?? short} `],
  [/(?<![\p{L}.])(?:\p{Lu}\.){2,}(?=\s|[,;:)]|$)/gu, ({ match, after }) => `${match.replace(/\./g, ' ').trim()}${/^\s+(?:The|A|It|This|In|But)\b/.test(after) ? '.' : ''}`],
  // The dot of an initial would end the phrase.
  [/(?<=(?<!\p{L})\p{Lu})\.(?=\s\p{Lu})/gu, () => ''],
];

/** Said as words, though the letters might tempt to spell them. */
const saidAsWords = new Map('NASA NATO UNESCO UNICEF OPEC FIFA UEFA COVID AIDS CERN NOAA ASCII ANSI YAML JSON RAM ROM LAN WAN SIM PIN GIF BIOS RADAR LASER SONAR LIDAR SCUBA SWAT TED CAPTCHA REST SOAP CRUD WASM OSHA NAFTA ASEAN IKEA SARS MERS DOS CAD BERT GAN MIDI HAL FOMO ZIP NAT SAP SIP'.split(' ').map((word) => [word, word.charAt(0) + word.slice(1).toLowerCase()]));
const saidOtherwise: Readonly<Record<string, string>> = table({ IEEE: 'I triple E', AAA: 'triple A', JPEG: 'jay peg', MPEG: 'em peg', NAACP: 'N double A C P', SaaS: 'sass', PhD: 'P H D', OK: 'okay', WYSIWYG: 'wizzy wig' });
/** Short words that people write in capitals to stress them. */
const stressed = new Set('A I AM AN AS AT BE BY DO GO HE IF IN IS ME MY NO OF ON OR SO TO UP WE ALL AND ANY ARE BUT CAN DID FOR GET HAD HAS HER HIM HIS HOW ITS LET MAY NEW NOT NOW OFF OLD ONE OUR OUT OWN PUT SAY SEE SHE THE TOO TWO TRY USE WAS WAY WHO WHY WIN YES YET YOU ADD BAD BIG DAY END FAR FEW FUN HOT KEY LOT MAN MEN RED RUN SET SIX TEN TOP WAR ART AGE ASK BUY CAR CUT DIE DOG EAT EYE FIX FLY GOD GUN HIT JOB LAW LAY LED LIE LOW MAP MIX OIL PAY SEA SIT SKY SUN TAX TEA TIE TIP WET BUG FIT FULL'.split(' '));
/** Four letters and more that are spelled though they could be read. */
const spelledLong = new Set('HTTP HTTPS HTML UCLA USSR UCSF ISBN ISSN SEPA IBAN NYSE IETF ICAO UEFI USAID'.split(' '));

/** Words in capitals: 'NASA` is said, `URL` is spelled. */
export const englishLetters: readonly Rule[] = [
  [new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(Object.keys(saidOtherwise))})(?![\\p{L}\\p{N}])`, 'gu'), ({ match }) => saidOtherwise[match]],
  [/(?<![\p{L}\p{N}])(\p{Lu}{2,})(s?)(?![\p{L}\p{Nd}])/gu, ({ match, groups: [letters = '', many = ''], before, after }) => {
    if (!/^[A-Z]+$/.test(letters) || isShouted(before, after)) return undefined;
    const said = saidAsWords.get(letters);
    if (said !== undefined) return `${said}${many}`;
    if (stressed.has(letters) || (many === '' && letters.length > 3 && !spelledLong.has(letters))) return undefined;
    const isSpelled = spelledLong.has(letters) || letters.length <= 3 || !/[AEIOUY]/.test(letters);
    return isSpelled ? `${[...letters].join(' ')}${many === '' ? '' : "'s"}` : match;
  }],
];

/** Whether capitals are the way of the whole sentence: then none of its words is spelled for them. */
function isShouted(before: string, after: string): boolean {
  const around = `${before} ${after}`.match(/\p{L}{2,}/gu) ?? [];
  const capital = around.filter((word) => word === word.toUpperCase()).length;
  return around.length >= 2 && capital > around.length / 2 && around.some((word) => word.length > 4 && word === word.toUpperCase());
}
