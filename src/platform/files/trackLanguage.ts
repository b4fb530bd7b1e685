/**
 * Gives the three-letter code (ISO 639-2/T) that containers know for a language.
 *
 * @param language BCP 47; one that is not listed gives `und`
 */
export function trackLanguage(language: string): string {
  const primary = (language.split('-', 1)[0] ?? '').toLowerCase();
  if (/^[a-z]{3}$/.test(primary)) return primary;
  return threeLetters.get(primary) ?? 'und';
}

/** Two letters, then three: the official languages of most readers and all that the voices speak. */
const threeLetters: ReadonlyMap<string, string> = new Map(
  (
    'af afr am amh ar ara as asm az aze ba bak be bel bg bul bn ben bs bos ca cat cs ces cv chv cy cym da dan de deu el ell en eng ' +
    'eo epo es spa et est eu eus fa fas fi fin fo fao fr fra ga gle gd gla gl glg gn grn gu guj he heb hi hin hr hrv ht hat hu hun ' +
    'hy hye ia ina id ind is isl it ita ja jpn ka kat kk kaz kl kal km khm kn kan ko kor ku kur ky kir la lat lb ltz lo lao lt lit ' +
    'lv lav mi mri mk mkd ml mal mn mon mr mar ms msa mt mlt my mya nb nob ne nep nl nld nn nno no nor oc oci om orm or ori pa pan ' +
    'pl pol ps pus pt por qu que ro ron ru rus sd snd si sin sk slk sl slv so som sq sqi sr srp sv swe sw swa ta tam te tel tg tgk ' +
    'th tha ti tir tk tuk tn tsn tr tur tt tat ug uig uk ukr ur urd uz uzb vi vie wo wol xh xho yi yid yo yor zh zho zu zul'
  )
    .match(/[a-z]{2} [a-z]{3}/g)
    ?.map((pair): readonly [string, string] => [pair.slice(0, 2), pair.slice(3)]) ?? [],
);
