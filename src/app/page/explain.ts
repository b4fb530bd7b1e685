import { Failure, type FailureCode } from '../../domain/failure';
import { documentFormats, readableNames } from '../../stages/extraction/documentFormats';
import { words } from '../words/words';

/** What a person is told about a kind of trouble, beside the failure's own message. */
export interface Explanation {
  /** A few words, no full stop. */
  readonly title: string;
  /** What to do next, one or two sentences. */
  readonly advice: string;
}

/** A title and advice for every kind of expected trouble; shown by the studio and printed by the command line. */
export const explain: Readonly<Record<FailureCode, Explanation>> = {
  'empty-source': {
    title: 'There is nothing in this file',
    advice: 'Check that the file was saved before it was dropped, or paste the text itself.',
  },
  'unsupported-file': {
    title: 'This kind of file cannot be read yet',
    advice: `${readableNames(documentFormats)} work. Save the document in one of these, or copy its text and paste it here.`,
  },
  'damaged-file': {
    title: 'This file could not be read',
    advice: 'It may be damaged or carry the wrong ending. Open it in the program that made it, save it again, and drop the new copy.',
  },
  'too-large': {
    title: 'This file is too large',
    advice: 'Drop a chapter at a time, or paste the part that the film is about. Animations hold less than videos.',
  },
  'nothing-to-say': {
    title: 'No sentence to build a film on was found',
    advice: 'A film needs a few full sentences. Add some text to the document, or open another one.',
  },
  'no-sound': {
    title: 'There is nothing to hear',
    advice: 'Choose a voice, or another kind of file.',
  },
  'invalid-parameter': {
    title: 'A setting is out of its range',
    advice: 'Choose another length, format or size and try again.',
  },
  'invalid-storyboard': {
    title: 'This storyboard cannot be used',
    advice: 'Undo the last change, or load a storyboard file that Kinora has saved.',
  },
  'library-not-available': {
    title: 'A part is missing in this browser',
    advice: 'Try again after a reload. If it stays, a current Chrome, Edge, Firefox or Safari has what is needed.',
  },
  'configuration': {
    title: 'A setting does not fit',
    advice: 'Set it back to its default and try again.',
  },
  'optimization': {
    title: 'An accelerating part failed',
    advice: 'Results are not affected; the work may take longer. A reload brings the part back.',
  },
  'no-encoder': {
    title: 'This browser cannot encode video in that form',
    advice: 'Choose a smaller size or WebM, or use a current Chrome or Edge.',
  },
  'encoder-failed': {
    title: 'Encoding stopped',
    advice: 'Finished scenes are kept: make the video again. If it stops at the same place, choose 720p.',
  },
  'voice-failed': {
    title: 'The voice could not speak this text',
    advice: 'Choose another voice, or no voice for a captioned silent film.',
  },
  'no-microphone': {
    title: 'The microphone cannot be used',
    advice: 'Allow it for this page beside the address, see that it is plugged in, and try again. A sound file does as well.',
  },
  'worker-lost': {
    title: 'A background worker ended early',
    advice: 'The device may be short of memory. Close other tabs and try again; what was finished is kept.',
  },
  'timed-out': {
    title: 'A step took too long and was stopped',
    advice: 'Try again, with a shorter film or a smaller size if it happens twice.',
  },
  'quota-exceeded': {
    title: 'The browser’s storage is full',
    advice: 'Free some disk space or clear this site’s cache. Download what you have made first.',
  },
  'cancelled': {
    title: 'Cancelled',
    advice: 'Everything is as it was before. Start again whenever you like.',
  },
};

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
