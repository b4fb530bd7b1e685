declare module 'snowball-stemmers' {
  export interface Stemmer {
    stem(word: string): string;
  }
  /** @param algorithm a name of `algorithms()`, e.g. `english` */
  export function newStemmer(algorithm: string): Stemmer;
  export function algorithms(): string[];
}
