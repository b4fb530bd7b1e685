/** Addresses of pages and of mail in a text, as they stand in its words. */
export function addressesIn(text: string): readonly string[] {
  return (text.match(/\S+/g) ?? []).flatMap((word) => addressOf(word) ?? []);
}

/** Gives a text with a space in place of each address. */
export function withoutAddresses(text: string): string {
  return text.replace(/\S+/g, (word) => {
    const address = addressOf(word);
    return address === undefined ? word : `${word.slice(0, word.length - address.length)} `;
  });
}

/** The end of a word that is an address; all of it if it is one of mail. */
function addressOf(word: string): string | undefined {
  const at = word.indexOf('@', 1);
  if (at > 0 && at < word.length - 1) return word;
  const start = word.search(/(?:https?:\/\/|www\.)./i);
  return start < 0 ? undefined : word.slice(start);
}
