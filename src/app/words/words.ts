import { en, type Words } from './en';

/** The words of the language that the studio speaks. */
export const words: Words = en;
