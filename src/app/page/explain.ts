import { Failure, type FailureCode } from '../../domain/failure';
import { words } from '../words/words';

/** What a person is told about a kind of trouble, beside the failure's own message. */
export interface Explanation {
  /** A few words, no full stop. */
  readonly title: string;
  /** What to do next, one or two sentences. */
  readonly advice: string;
}

/** A title and advice for every kind of expected trouble; shown by the studio and printed by the command line. */
export const explain: Readonly<Record<FailureCode, Explanation>> = words.failures;

/** An error in words for people. */
export interface ErrorInWords extends Explanation {
  /** A failure's own code; `bug` for what should not exist. */
  readonly code: FailureCode | 'bug';
  /** What was wrong in this case. */
  readonly message: string;
}

/** Puts an error into words: the one place where that is done. */
export function inWords(error: unknown): ErrorInWords {
  if (error instanceof Failure) return { code: error.code, message: error.message, ...explain[error.code] };
  if (isMissingFile(error)) return { code: 'library-not-available', message: error.message, ...explain['library-not-available'] };
  return { code: 'bug', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error), ...words.page.bug };
}

/** A file of the app that could not be fetched: no network, or another version has taken its place on the host. Browsers have no name for it, only words. */
function isMissingFile(error: unknown): error is TypeError {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message);
}
