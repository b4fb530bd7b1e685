import type { Voice } from '../../engine/ports';
import { table } from '../../domain/table';

/**
 * The voices of espeak-ng for languages that people speak, written down here so that a menu can show them before the
 * program is loaded.
 */
const names: readonly (readonly [name: string, label: string])[] = [
  ['af', 'Afrikaans'],
  ['sq', 'Albanian'],
  ['am', 'Amharic'],
  ['ar', 'Arabic'],
  ['an', 'Aragonese'],
  ['hy', 'Armenian (East Armenia)'],
  ['hyw', 'Armenian (West Armenia)'],
  ['as', 'Assamese'],
  ['az', 'Azerbaijani'],
  ['ba', 'Bashkir'],
  ['eu', 'Basque'],
  ['be', 'Belarusian'],
  ['bn', 'Bengali'],
  ['bpy', 'Bishnupriya Manipuri'],
  ['bs', 'Bosnian'],
  ['bg', 'Bulgarian'],
  ['ca', 'Catalan'],
  ['ca-ba', 'Catalan (Balearic)'],
  ['ca-nw', 'Catalan (North-western)'],
  ['ca-va', 'Catalan (Valencian)'],
  ['yue', 'Chinese (Cantonese)'],
  ['cmn', 'Chinese (Mandarin, latin as English)'],
  ['cmn-latn-pinyin', 'Chinese (Mandarin, latin as Pinyin)'],
  ['cv', 'Chuvash'],
  ['hr', 'Croatian'],
  ['cs', 'Czech'],
  ['da', 'Danish'],
  ['nl', 'Dutch'],
  ['en-us', 'English (America)'],
  ['en-us-nyc', 'English (America, New York City)'],
  ['en-029', 'English (Caribbean)'],
  ['en-gb', 'English (Great Britain)'],
  ['en-gb-x-gbclan', 'English (Lancaster)'],
  ['en-gb-x-rp', 'English (Received Pronunciation)'],
  ['en-gb-scotland', 'English (Scotland)'],
  ['en-gb-x-gbcwmd', 'English (West Midlands)'],
  ['eo', 'Esperanto'],
  ['et', 'Estonian'],
  ['fo', 'Faroese'],
  ['fi', 'Finnish'],
  ['fr-be', 'French (Belgium)'],
  ['fr-fr', 'French (France)'],
  ['fr-ch', 'French (Switzerland)'],
  ['ga', 'Gaelic (Irish)'],
  ['gd', 'Gaelic (Scottish)'],
  ['ka', 'Georgian'],
  ['de', 'German'],
  ['el', 'Greek'],
  ['grc', 'Greek (Ancient)'],
  ['kl', 'Greenlandic'],
  ['gn', 'Guarani'],
  ['gu', 'Gujarati'],
  ['ht', 'Haitian Creole'],
  ['hak', 'Hakka Chinese'],
  ['haw', 'Hawaiian'],
  ['he', 'Hebrew'],
  ['hi', 'Hindi'],
  ['hu', 'Hungarian'],
  ['is', 'Icelandic'],
  ['io', 'Ido'],
  ['id', 'Indonesian'],
  ['ia', 'Interlingua'],
  ['it', 'Italian'],
  ['ja', 'Japanese'],
  ['quc', "K'iche'"],
  ['kn', 'Kannada'],
  ['kaa', 'Karakalpak'],
  ['kk', 'Kazakh'],
  ['kok', 'Konkani'],
  ['ko', 'Korean'],
  ['ku', 'Kurdish'],
  ['ky', 'Kyrgyz'],
  ['ltg', 'Latgalian'],
  ['la', 'Latin'],
  ['lv', 'Latvian'],
  ['lt', 'Lithuanian'],
  ['smj', 'Lule Saami'],
  ['lb', 'Luxembourgish'],
  ['mk', 'Macedonian'],
  ['ms', 'Malay'],
  ['ml', 'Malayalam'],
  ['mt', 'Maltese'],
  ['mr', 'Marathi'],
  ['my', 'Myanmar (Burmese)'],
  ['mi', 'Māori'],
  ['nci', 'Nahuatl (Classical)'],
  ['ne', 'Nepali'],
  ['nog', 'Nogai'],
  ['nb', 'Norwegian Bokmål'],
  ['or', 'Oriya'],
  ['om', 'Oromo'],
  ['pap', 'Papiamento'],
  ['fa', 'Persian'],
  ['fa-latn', 'Persian (Pinglish)'],
  ['pl', 'Polish'],
  ['pt-br', 'Portuguese (Brazil)'],
  ['pt', 'Portuguese (Portugal)'],
  ['pa', 'Punjabi'],
  ['qu', 'Quechua'],
  ['ro', 'Romanian'],
  ['ru', 'Russian'],
  ['ru-cl', 'Russian (Classic)'],
  ['ru-lv', 'Russian (Latvia)'],
  ['sr', 'Serbian'],
  ['tn', 'Setswana'],
  ['shn', 'Shan (Tai Yai)'],
  ['sd', 'Sindhi'],
  ['si', 'Sinhala'],
  ['sk', 'Slovak'],
  ['sl', 'Slovenian'],
  ['es-419', 'Spanish (Latin America)'],
  ['es', 'Spanish (Spain)'],
  ['sw', 'Swahili'],
  ['sv', 'Swedish'],
  ['ta', 'Tamil'],
  ['tt', 'Tatar'],
  ['te', 'Telugu'],
  ['th', 'Thai'],
  ['ti', 'Tigrinya'],
  ['mto', 'Totontepec Mixe'],
  ['tr', 'Turkish'],
  ['tk', 'Turkmen'],
  ['uk', 'Ukrainian'],
  ['ur', 'Urdu'],
  ['ug', 'Uyghur'],
  ['uz', 'Uzbek'],
  ['vi-vn-x-central', 'Vietnamese (Central)'],
  ['vi', 'Vietnamese (Northern)'],
  ['vi-vn-x-south', 'Vietnamese (Southern)'],
  ['cy', 'Welsh'],
];

/** Every voice that can be chosen, by label. */
export const espeakVoiceList: readonly Voice[] = names.map(([name, label]) => ({
  name, label, language: languageTag(name), engine: 'espeak', follows: 'film',
}));

/**
 * Gives the best voice for a language.
 *
 * @param language BCP 47; a region or script without a voice of its own falls back to the language, an unknown one (`und` too) to `en-us`
 */
export function voiceFor(language: string): Voice {
  const tag = language.toLowerCase();
  for (let part = tag; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
    const voice = voiceNamed(preferred[part] ?? part);
    if (voice !== undefined) return voice;
  }
  // In the list above.
  return voiceNamed('en-us') as Voice;
}

/** Gives the voice of a name, in any case; undefined if there is none. */
export function voiceNamed(name: string): Voice | undefined {
  return espeakVoiceList.find((voice) => voice.name === name.toLowerCase());
}

/** Tags that have no voice of the same name, or more than one. */
const preferred: Readonly<Record<string, string>> = table({
  en: 'en-us', 'en-ca': 'en-us', 'en-ph': 'en-us', 'en-au': 'en-gb', 'en-ie': 'en-gb', 'en-in': 'en-gb', 'en-nz': 'en-gb', 'en-za': 'en-gb',
  'en-uk': 'en-gb', fr: 'fr-fr', 'es-mx': 'es-419', 'es-us': 'es-419', 'es-ar': 'es-419', 'es-co': 'es-419', 'es-cl': 'es-419', 'es-pe': 'es-419',
  zh: 'cmn', 'zh-hk': 'yue', 'zh-mo': 'yue', no: 'nb', nn: 'nb', iw: 'he', in: 'id', tl: 'id', sh: 'sr', vi: 'vi', fil: 'id', hbs: 'hr', mo: 'ro',
});

function languageTag(name: string): string {
  try {
    return Intl.getCanonicalLocales(name)[0] ?? name;
  } catch {
    // `en-us-nyc`: a name with a part that no tag may have.
    return Intl.getCanonicalLocales(name.split('-').slice(0, 2).join('-'))[0] ?? name;
  }
}
