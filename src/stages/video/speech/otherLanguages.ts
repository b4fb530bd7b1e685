import type { SignNames } from './everyLanguage';
import { anyOf, endsSentence, type Rule } from './rules';
import { table } from '../../../domain/table';

/** What a language says for signs, units and short forms; numbers are left to the voice, which knows how each language counts. */
interface Table {
  readonly names: SignNames;
  /** Said for a sign wherever it stands, with a space on each side. */
  readonly signs: Readonly<Record<string, string>>;
  /** Between two numbers: `5–10`. */
  readonly to: string;
  /** Before a number. */
  readonly minus: string;
  readonly about: string;
  readonly number: string;
  readonly squared: string;
  readonly cubed: string;
  readonly version: string;
  /** After a number; one and many, separated by a bar where they differ. */
  readonly units: Readonly<Record<string, string>>;
  /** With their stops. */
  readonly abbreviations: Readonly<Record<string, string>>;
}

/** Words of two halves, as the table of units has them. */
function unitTable(per: string, square: string, cubic: string, bases: Readonly<Record<string, string>>, compounds: readonly string[]): Readonly<Record<string, string>> {
  const [one, many] = [0, 1].map((form) => (short: string) => {
    const [singular = short, plural = singular] = (bases[short] ?? short).split('|');
    return form === 0 ? singular : plural;
  }) as [(short: string) => string, (short: string) => string];
  const composed = compounds.map((short): readonly [string, string] => {
    const [top = '', under] = short.split('/');
    const raised = /^(.+)([²³])$/u.exec(top);
    const named = (form: (short: string) => string): string => {
      if (raised === null) return form(top);
      // The adjective goes before in Germanic languages (`Quadrat~`), behind in the Romance ones.
      const word = raised[2] === '²' ? square : cubic;
      return word.endsWith('~') ? `${word.slice(0, -1)}${form(raised[1] ?? '').toLowerCase()}` : `${form(raised[1] ?? '')} ${word.split('|')[form === one ? 0 : 1] ?? word}`;
    };
    const below = under === undefined ? '' : ` ${per} ${one(under)}`;
    return [short, `${named(one)}${below}|${named(many)}${below}`];
  });
  return { ...bases, ...Object.fromEntries(composed) };
}

const compounds = ['km/h', 'm/s', 'm²', 'km²', 'cm²', 'm³', 'cm³', 'km³', 'kg/m³', 'g/km', 'MB/s', 'GB/s', 'Mbit/s', 'Gbit/s', 'kbit/s', 'W/m²'];

const tables: Readonly<Record<string, Table>> = table({
  de: {
    names: { dot: 'Punkt', slash: 'Schrägstrich', at: 'ät' },
    signs: { '&': 'und', '+': 'plus', '=': 'gleich', '==': 'gleich', '≠': 'ungleich', '!=': 'ungleich', '≥': 'mindestens', '>=': 'mindestens', '≤': 'höchstens', '<=': 'höchstens', '≈': 'etwa', '→': 'zu', '->': 'zu', '⇒': 'also', '=>': 'also', '×': 'mal', '÷': 'geteilt durch', '±': 'plus minus', '∞': 'unendlich', '%': 'Prozent', '‰': 'Promille', '§': 'Paragraf', '§§': 'Paragrafen', '€': 'Euro', '$': 'Dollar', '£': 'Pfund' },
    to: 'bis', minus: 'minus', about: 'etwa', number: 'Nummer', squared: 'hoch zwei', cubed: 'hoch drei', version: 'Version',
    units: unitTable('pro', 'Quadrat~', 'Kubik~', { km: 'Kilometer', m: 'Meter', dm: 'Dezimeter', cm: 'Zentimeter', mm: 'Millimeter', 'µm': 'Mikrometer', nm: 'Nanometer', kg: 'Kilogramm', g: 'Gramm', mg: 'Milligramm', t: 'Tonne|Tonnen', l: 'Liter', ml: 'Milliliter', ha: 'Hektar', s: 'Sekunde|Sekunden', ms: 'Millisekunde|Millisekunden', min: 'Minute|Minuten', h: 'Stunde|Stunden', '°C': 'Grad Celsius', '°F': 'Grad Fahrenheit', '°': 'Grad', kB: 'Kilobyte', MB: 'Megabyte', GB: 'Gigabyte', TB: 'Terabyte', kbit: 'Kilobit', Mbit: 'Megabit', Gbit: 'Gigabit', Hz: 'Hertz', kHz: 'Kilohertz', MHz: 'Megahertz', GHz: 'Gigahertz', W: 'Watt', kW: 'Kilowatt', MW: 'Megawatt', GW: 'Gigawatt', kWh: 'Kilowattstunde|Kilowattstunden', V: 'Volt', dB: 'Dezibel', 'Mio.': 'Million|Millionen', 'Mrd.': 'Milliarde|Milliarden', 'Std.': 'Stunde|Stunden', 'Sek.': 'Sekunde|Sekunden', 'Min.': 'Minute|Minuten' }, compounds),
    abbreviations: { 'z. B.': 'zum Beispiel', 'z.B.': 'zum Beispiel', 'd. h.': 'das heißt', 'd.h.': 'das heißt', 'u. a.': 'unter anderem', 'u.a.': 'unter anderem', 'u. Ä.': 'und Ähnliches', 'i. d. R.': 'in der Regel', 'i.d.R.': 'in der Regel', 'v. a.': 'vor allem', 'v.a.': 'vor allem', 's. o.': 'siehe oben', 's. u.': 'siehe unten', 'z. T.': 'zum Teil', 'z.T.': 'zum Teil', 'o. ä.': 'oder ähnlich', 'n. Chr.': 'nach Christus', 'v. Chr.': 'vor Christus', 'usw.': 'und so weiter', 'etc.': 'et cetera', 'bzw.': 'beziehungsweise', 'ca.': 'circa', 'evtl.': 'eventuell', 'ggf.': 'gegebenenfalls', 'inkl.': 'inklusive', 'exkl.': 'exklusive', 'vgl.': 'vergleiche', 'sog.': 'sogenannt', 'max.': 'maximal', 'min.': 'minimal', 'Nr.': 'Nummer', 'Abb.': 'Abbildung', 'Tab.': 'Tabelle', 'Kap.': 'Kapitel', 'Abs.': 'Absatz', 'Art.': 'Artikel', 'Bd.': 'Band', 'Aufl.': 'Auflage', 'Dr.': 'Doktor', 'Prof.': 'Professor', 'Hr.': 'Herr', 'Fr.': 'Frau', 'St.': 'Sankt', 'Str.': 'Straße', 'Tel.': 'Telefon', 'Mio.': 'Millionen', 'Mrd.': 'Milliarden', 'Jh.': 'Jahrhundert' },
  },
  fr: {
    names: { dot: 'point', slash: 'slash', at: 'arobase' },
    signs: { '&': 'et', '+': 'plus', '=': 'égale', '==': 'égale', '≠': 'différent de', '!=': 'différent de', '≥': 'au moins', '>=': 'au moins', '≤': 'au plus', '<=': 'au plus', '≈': 'environ', '→': 'vers', '->': 'vers', '⇒': 'donc', '=>': 'donc', '×': 'fois', '÷': 'divisé par', '±': 'plus ou moins', '∞': 'infini', '%': 'pour cent', '‰': 'pour mille', '§': 'paragraphe', '§§': 'paragraphes', '€': 'euros', '$': 'dollars', '£': 'livres' },
    to: 'à', minus: 'moins', about: 'environ', number: 'numéro', squared: 'au carré', cubed: 'au cube', version: 'version',
    units: unitTable('par', 'carré|carrés', 'cube|cubes', { km: 'kilomètre|kilomètres', m: 'mètre|mètres', cm: 'centimètre|centimètres', mm: 'millimètre|millimètres', 'µm': 'micromètre|micromètres', nm: 'nanomètre|nanomètres', kg: 'kilogramme|kilogrammes', g: 'gramme|grammes', mg: 'milligramme|milligrammes', t: 'tonne|tonnes', l: 'litre|litres', L: 'litre|litres', ml: 'millilitre|millilitres', ha: 'hectare|hectares', s: 'seconde|secondes', ms: 'milliseconde|millisecondes', min: 'minute|minutes', h: 'heure|heures', '°C': 'degré Celsius|degrés Celsius', '°F': 'degré Fahrenheit|degrés Fahrenheit', '°': 'degré|degrés', ko: 'kilooctet|kilooctets', Mo: 'mégaoctet|mégaoctets', Go: 'gigaoctet|gigaoctets', To: 'téraoctet|téraoctets', kB: 'kilooctet|kilooctets', MB: 'mégaoctet|mégaoctets', GB: 'gigaoctet|gigaoctets', kbit: 'kilobit|kilobits', Mbit: 'mégabit|mégabits', Gbit: 'gigabit|gigabits', Hz: 'hertz', kHz: 'kilohertz', MHz: 'mégahertz', GHz: 'gigahertz', W: 'watt|watts', kW: 'kilowatt|kilowatts', MW: 'mégawatt|mégawatts', GW: 'gigawatt|gigawatts', kWh: 'kilowattheure|kilowattheures', V: 'volt|volts', dB: 'décibel|décibels', 'Md€': 'milliard d’euros|milliards d’euros', 'M€': 'million d’euros|millions d’euros' }, compounds),
    abbreviations: { 'p. ex.': 'par exemple', 'p.ex.': 'par exemple', 'c.-à-d.': 'c’est-à-dire', 'c.à.d.': 'c’est-à-dire', 'etc.': 'et cetera', 'M.': 'Monsieur', 'MM.': 'Messieurs', 'Mme': 'Madame', 'Mlle': 'Mademoiselle', 'Dr': 'Docteur', 'Pr': 'Professeur', 'Me': 'Maître', 'n°': 'numéro', 'nº': 'numéro', 'fig.': 'figure', 'env.': 'environ', 'cf.': 'voir', 'av. J.-C.': 'avant Jésus-Christ', 'apr. J.-C.': 'après Jésus-Christ', 'chap.': 'chapitre', 'art.': 'article', 'éd.': 'édition', 'tél.': 'téléphone', 'max.': 'maximum', 'min.': 'minimum', 'St': 'Saint', 'Ste': 'Sainte', 'bd': 'boulevard', 'av.': 'avenue' },
  },
  es: {
    names: { dot: 'punto', slash: 'barra', at: 'arroba' },
    signs: { '&': 'y', '+': 'más', '=': 'igual a', '==': 'igual a', '≠': 'distinto de', '!=': 'distinto de', '≥': 'al menos', '>=': 'al menos', '≤': 'como máximo', '<=': 'como máximo', '≈': 'unos', '→': 'a', '->': 'a', '⇒': 'entonces', '=>': 'entonces', '×': 'por', '÷': 'dividido por', '±': 'más menos', '∞': 'infinito', '%': 'por ciento', '‰': 'por mil', '§': 'sección', '§§': 'secciones', '€': 'euros', '$': 'dólares', '£': 'libras' },
    to: 'a', minus: 'menos', about: 'unos', number: 'número', squared: 'al cuadrado', cubed: 'al cubo', version: 'versión',
    units: unitTable('por', 'cuadrado|cuadrados', 'cúbico|cúbicos', { km: 'kilómetro|kilómetros', m: 'metro|metros', cm: 'centímetro|centímetros', mm: 'milímetro|milímetros', 'µm': 'micrómetro|micrómetros', nm: 'nanómetro|nanómetros', kg: 'kilogramo|kilogramos', g: 'gramo|gramos', mg: 'miligramo|miligramos', t: 'tonelada|toneladas', l: 'litro|litros', ml: 'mililitro|mililitros', ha: 'hectárea|hectáreas', s: 'segundo|segundos', ms: 'milisegundo|milisegundos', min: 'minuto|minutos', h: 'hora|horas', '°C': 'grado Celsius|grados Celsius', 'ºC': 'grado Celsius|grados Celsius', '°F': 'grado Fahrenheit|grados Fahrenheit', '°': 'grado|grados', kB: 'kilobyte|kilobytes', MB: 'megabyte|megabytes', GB: 'gigabyte|gigabytes', TB: 'terabyte|terabytes', kbit: 'kilobit|kilobits', Mbit: 'megabit|megabits', Gbit: 'gigabit|gigabits', Hz: 'hercio|hercios', kHz: 'kilohercio|kilohercios', MHz: 'megahercio|megahercios', GHz: 'gigahercio|gigahercios', W: 'vatio|vatios', kW: 'kilovatio|kilovatios', MW: 'megavatio|megavatios', GW: 'gigavatio|gigavatios', kWh: 'kilovatio hora|kilovatios hora', V: 'voltio|voltios', dB: 'decibelio|decibelios' }, compounds),
    abbreviations: { 'p. ej.': 'por ejemplo', 'p.ej.': 'por ejemplo', 'etc.': 'etcétera', 'Sr.': 'Señor', 'Sra.': 'Señora', 'Srta.': 'Señorita', 'Dr.': 'Doctor', 'Dra.': 'Doctora', 'Prof.': 'Profesor', 'D.': 'Don', 'Dña.': 'Doña', 'Ud.': 'usted', 'Uds.': 'ustedes', 'pág.': 'página', 'págs.': 'páginas', 'núm.': 'número', 'n.º': 'número', 'nº': 'número', 'fig.': 'figura', 'cap.': 'capítulo', 'art.': 'artículo', 'aprox.': 'aproximadamente', 'EE. UU.': 'Estados Unidos', 'EE.UU.': 'Estados Unidos', 'a. C.': 'antes de Cristo', 'd. C.': 'después de Cristo', 'tel.': 'teléfono', 'Avda.': 'Avenida', 'máx.': 'máximo', 'mín.': 'mínimo', 'vs.': 'versus' },
  },
  it: {
    names: { dot: 'punto', slash: 'barra', at: 'chiocciola' },
    signs: { '&': 'e', '+': 'più', '=': 'uguale a', '==': 'uguale a', '≠': 'diverso da', '!=': 'diverso da', '≥': 'almeno', '>=': 'almeno', '≤': 'al massimo', '<=': 'al massimo', '≈': 'circa', '→': 'a', '->': 'a', '⇒': 'quindi', '=>': 'quindi', '×': 'per', '÷': 'diviso', '±': 'più o meno', '∞': 'infinito', '%': 'percento', '‰': 'per mille', '§': 'paragrafo', '§§': 'paragrafi', '€': 'euro', '$': 'dollari', '£': 'sterline' },
    to: 'a', minus: 'meno', about: 'circa', number: 'numero', squared: 'al quadrato', cubed: 'al cubo', version: 'versione',
    units: unitTable('al', 'quadrato|quadrati', 'cubo|cubi', { km: 'chilometro|chilometri', m: 'metro|metri', cm: 'centimetro|centimetri', mm: 'millimetro|millimetri', 'µm': 'micrometro|micrometri', nm: 'nanometro|nanometri', kg: 'chilogrammo|chilogrammi', g: 'grammo|grammi', mg: 'milligrammo|milligrammi', t: 'tonnellata|tonnellate', l: 'litro|litri', ml: 'millilitro|millilitri', ha: 'ettaro|ettari', s: 'secondo|secondi', ms: 'millisecondo|millisecondi', min: 'minuto|minuti', h: 'ora|ore', '°C': 'grado Celsius|gradi Celsius', '°F': 'grado Fahrenheit|gradi Fahrenheit', '°': 'grado|gradi', kB: 'kilobyte', MB: 'megabyte', GB: 'gigabyte', TB: 'terabyte', kbit: 'kilobit', Mbit: 'megabit', Gbit: 'gigabit', Hz: 'hertz', kHz: 'kilohertz', MHz: 'megahertz', GHz: 'gigahertz', W: 'watt', kW: 'chilowatt', MW: 'megawatt', GW: 'gigawatt', kWh: 'chilowattora', V: 'volt', dB: 'decibel' }, compounds),
    abbreviations: { 'ad es.': 'ad esempio', 'p. es.': 'per esempio', 'p.es.': 'per esempio', 'ecc.': 'eccetera', 'sig.': 'signor', 'Sig.': 'Signor', 'sig.ra': 'signora', 'Sig.ra': 'Signora', 'dott.': 'dottor', 'Dott.': 'Dottor', 'dott.ssa': 'dottoressa', 'prof.': 'professor', 'Prof.': 'Professor', 'pag.': 'pagina', 'pagg.': 'pagine', 'n.': 'numero', 'nr.': 'numero', 'fig.': 'figura', 'cap.': 'capitolo', 'art.': 'articolo', 'ca.': 'circa', 'a.C.': 'avanti Cristo', 'd.C.': 'dopo Cristo', 'tel.': 'telefono', 'max.': 'massimo', 'min.': 'minimo' },
  },
  pt: {
    names: { dot: 'ponto', slash: 'barra', at: 'arroba' },
    signs: { '&': 'e', '+': 'mais', '=': 'igual a', '==': 'igual a', '≠': 'diferente de', '!=': 'diferente de', '≥': 'pelo menos', '>=': 'pelo menos', '≤': 'no máximo', '<=': 'no máximo', '≈': 'cerca de', '→': 'para', '->': 'para', '⇒': 'então', '=>': 'então', '×': 'vezes', '÷': 'dividido por', '±': 'mais ou menos', '∞': 'infinito', '%': 'por cento', '‰': 'por mil', '§': 'parágrafo', '§§': 'parágrafos', '€': 'euros', 'R$': 'reais', $: 'dólares', '£': 'libras' },
    to: 'a', minus: 'menos', about: 'cerca de', number: 'número', squared: 'ao quadrado', cubed: 'ao cubo', version: 'versão',
    units: unitTable('por', 'quadrado|quadrados', 'cúbico|cúbicos', { km: 'quilômetro|quilômetros', m: 'metro|metros', cm: 'centímetro|centímetros', mm: 'milímetro|milímetros', 'µm': 'micrômetro|micrômetros', nm: 'nanômetro|nanômetros', kg: 'quilograma|quilogramas', g: 'grama|gramas', mg: 'miligrama|miligramas', t: 'tonelada|toneladas', l: 'litro|litros', L: 'litro|litros', ml: 'mililitro|mililitros', ha: 'hectare|hectares', s: 'segundo|segundos', ms: 'milissegundo|milissegundos', min: 'minuto|minutos', h: 'hora|horas', '°C': 'grau Celsius|graus Celsius', 'ºC': 'grau Celsius|graus Celsius', '°F': 'grau Fahrenheit|graus Fahrenheit', '°': 'grau|graus', kB: 'quilobyte|quilobytes', MB: 'megabyte|megabytes', GB: 'gigabyte|gigabytes', TB: 'terabyte|terabytes', kbit: 'quilobit|quilobits', Mbit: 'megabit|megabits', Gbit: 'gigabit|gigabits', Hz: 'hertz', kHz: 'quilohertz', MHz: 'megahertz', GHz: 'gigahertz', W: 'watt|watts', kW: 'quilowatt|quilowatts', MW: 'megawatt|megawatts', GW: 'gigawatt|gigawatts', kWh: 'quilowatt-hora|quilowatts-hora', V: 'volt|volts', dB: 'decibel|decibéis' }, compounds),
    abbreviations: { 'p. ex.': 'por exemplo', 'p.ex.': 'por exemplo', 'etc.': 'et cetera', 'Sr.': 'Senhor', 'Sra.': 'Senhora', 'Dr.': 'Doutor', 'Dra.': 'Doutora', 'Prof.': 'Professor', 'Profa.': 'Professora', 'pág.': 'página', 'págs.': 'páginas', 'n.º': 'número', 'nº': 'número', 'fig.': 'figura', 'cap.': 'capítulo', 'art.': 'artigo', 'aprox.': 'aproximadamente', 'a.C.': 'antes de Cristo', 'd.C.': 'depois de Cristo', 'tel.': 'telefone', 'Av.': 'Avenida', 'máx.': 'máximo', 'mín.': 'mínimo' },
  },
  nl: {
    names: { dot: 'punt', slash: 'slash', at: 'apenstaartje' },
    signs: { '&': 'en', '+': 'plus', '=': 'is gelijk aan', '==': 'is gelijk aan', '≠': 'is niet gelijk aan', '!=': 'is niet gelijk aan', '≥': 'minstens', '>=': 'minstens', '≤': 'hoogstens', '<=': 'hoogstens', '≈': 'ongeveer', '→': 'naar', '->': 'naar', '⇒': 'dus', '=>': 'dus', '×': 'keer', '÷': 'gedeeld door', '±': 'plus of min', '∞': 'oneindig', '%': 'procent', '‰': 'promille', '§': 'paragraaf', '§§': 'paragrafen', '€': 'euro', '$': 'dollar', '£': 'pond' },
    to: 'tot', minus: 'min', about: 'ongeveer', number: 'nummer', squared: 'kwadraat', cubed: 'tot de derde', version: 'versie',
    units: unitTable('per', 'vierkante ~', 'kubieke ~', { km: 'kilometer', m: 'meter', cm: 'centimeter', mm: 'millimeter', 'µm': 'micrometer', nm: 'nanometer', kg: 'kilogram', g: 'gram', mg: 'milligram', t: 'ton', l: 'liter', ml: 'milliliter', ha: 'hectare', s: 'seconde|seconden', ms: 'milliseconde|milliseconden', min: 'minuut|minuten', h: 'uur', u: 'uur', '°C': 'graden Celsius', '°F': 'graden Fahrenheit', '°': 'graden', kB: 'kilobyte', MB: 'megabyte', GB: 'gigabyte', TB: 'terabyte', kbit: 'kilobit', Mbit: 'megabit', Gbit: 'gigabit', Hz: 'hertz', kHz: 'kilohertz', MHz: 'megahertz', GHz: 'gigahertz', W: 'watt', kW: 'kilowatt', MW: 'megawatt', GW: 'gigawatt', kWh: 'kilowattuur', V: 'volt', dB: 'decibel', 'mln.': 'miljoen', 'mld.': 'miljard', mln: 'miljoen', mld: 'miljard' }, [...compounds, 'km/u']),
    abbreviations: { 'bijv.': 'bijvoorbeeld', 'bv.': 'bijvoorbeeld', 'd.w.z.': 'dat wil zeggen', 'enz.': 'enzovoort', 'm.a.w.': 'met andere woorden', 'o.a.': 'onder andere', 'm.b.t.': 'met betrekking tot', 'i.p.v.': 'in plaats van', 't.o.v.': 'ten opzichte van', 'a.u.b.': 'alstublieft', 'dhr.': 'de heer', 'mevr.': 'mevrouw', 'dr.': 'dokter', 'prof.': 'professor', 'nr.': 'nummer', 'blz.': 'bladzijde', 'afb.': 'afbeelding', 'fig.': 'figuur', 'hfst.': 'hoofdstuk', 'art.': 'artikel', 'ca.': 'circa', 'incl.': 'inclusief', 'excl.': 'exclusief', 'max.': 'maximaal', 'min.': 'minimaal', 't/m': 'tot en met', 'v.Chr.': 'voor Christus', 'n.Chr.': 'na Christus', 'St.': 'Sint', 'tel.': 'telefoon' },
  },
});

const international: SignNames = { dot: 'dot', slash: 'slash', at: 'at' };

/** @param language primary subtag, lower case */
export function signNamesOf(language: string): SignNames {
  return tables[language]?.names ?? international;
}

/** Gives what a language says of signs, units and short forms; for one without a table, signs that would be noise fall silent. */
export function rulesOf(language: string): readonly Rule[] {
  const table = tables[language];
  return table === undefined ? wordless : (known.get(language) ?? remember(language, table));
}

// Derived from constants only: it never changes an answer.
const known = new Map<string, readonly Rule[]>();

function remember(language: string, table: Table): readonly Rule[] {
  const rules = tableRules(table);
  known.set(language, rules);
  return rules;
}

/** Letters that are units only after a space. */
const letters = /^[mslghtuWVL]$/;

function tableRules({ signs, to, minus, about, number, squared, cubed, version, units, abbreviations: small }: Table): readonly Rule[] {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  // At the start of a sentence they are written with a capital.
  const abbreviations: Readonly<Record<string, string>> = table({ ...Object.fromEntries(Object.entries(small).map(([short, full]) => [capital(short), capital(full)])), ...small });
  const currency = '€|R\\$|\\$|£';
  return [
    [new RegExp(`(?<![\\p{L}\\p{N}.])(?:${anyOf(Object.keys(abbreviations))})(?![\\p{L}\\p{N}])`, 'gu'), ({ match, before, after }) => {
      // The short form of a unit after a number is the unit.
      if (/\d[\s\u00a0\u202f]?$/.test(before) && (units[match] ?? units[match.replace('.', '')]) !== undefined) return undefined;
      return `${abbreviations[match] ?? match}${match.endsWith('.') && closers.has(match) && endsSentence(after) ? '.' : ''}`;
    }],
    [new RegExp(`(?<=\\d)([\\s\u00a0\u202f]?)(${anyOf(Object.keys(units))})(?![\\p{L}\\p{N}/²³])`, 'gu'), ({ groups: [gap = '', short = ''], before }) => {
      if (gap === '' && letters.test(short)) return undefined;
      const [one = short, many = one] = (units[short] ?? short).split('|');
      return ` ${/(?<![\d.,])1$/.test(before) ? one : many}`;
    }],
    // Sums of money: the sign is said after the number.
    [new RegExp(`(${currency})\\s?(\\d[\\d.,\\s]*\\d|\\d)(?!\\d)(\\s(?:Millionen|Milliarden|Mio\\.|Mrd\\.|millions|milliards|millones|milioni|miliardi|milhões|bilhões|miljoen|miljard)\\b)?`, 'gu'), ({ groups: [sign = '', amount = '', size = ''] }) => `${amount}${size} ${signs[sign] ?? sign}`],
    [/(?<=\d)\s?[–—]\s?(?=\d)/gu, () => ` ${to} `],
    [/-(?<=(?<![\p{L}\d-])\d+-)(?=\d+(?![\d-]))/gu, () => ` ${to} `],
    [/(?<![\p{L}\p{N}])−(?=\d)|(?<=(?:^|\s|\())-(?=\d)/gu, () => `${minus} `],
    [/(?<=[\d)])\s−\s(?=[\d(])/gu, () => ` ${minus} `],
    [/~\s?(?=\d)/gu, () => `${about} `],
    [/#(?=\d)/gu, () => `${number} `],
    [/(?<=[\p{L}\p{N})])²/gu, () => ` ${squared}`],
    [/(?<=[\p{L}\p{N})])³/gu, () => ` ${cubed}`],
    [/(?<![\w.])v(?=\d+(?:\.\d+)*(?!\w))/gu, ({ before }) => (new RegExp(`${version}\\s$`, 'iu').test(before) ? '' : `${version} `)],
    [/(?<=\p{Ll})str\.(?=\s)/gu, () => 'straße'],
    [/(?<=\d)\s?x\s?(?=\d)/gu, () => ` ${signs['×'] ?? ''} `],
    [new RegExp(`\\s*(${anyOf(Object.keys(signs).filter((sign) => sign !== '+'))})\\s*`, 'gu'), ({ groups: [sign = ''], after }) => ` ${signs[sign] ?? sign}${/^[.,;:!?)\]]|^$/u.test(after) ? '' : ' '}`],
    [/(?<=[\p{L}\p{N})])\s?\+\s?(?=[\p{L}\p{N}(])/gu, () => ` ${signs['+'] ?? ''} `],
    ...wordless,
  ];
}

/** Short forms that often end their sentence. */
const closers: ReadonlySet<string> = new Set(['etc.', 'usw.', 'ecc.', 'enz.', 'Str.', 'Jh.', 'n. Chr.', 'v. Chr.']);

const wordless: readonly Rule[] = [
  [/(?:(?<!\s)\s+)?(?:[→⇒]|[-=]>)\s*/gu, () => ', '],
  [/[<>]/gu, () => ' '],
];
