/** The forms that a noun takes beside a number; `#` stands for the number. English has `one` and `other`, other languages more. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * Gives what puts a number and its noun together by a language's own rule.
 *
 * @param language BCP 47
 */
export function pluralsOf(language: string): (number: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (number, forms) => (forms[rules.select(number)] ?? forms.other).replace('#', String(number));
}
