import { Failure } from '../../domain/failure';
import { explain } from './explain';

/** `trouble` is an expected failure, `bug` one that should not exist, `note` good to know. */
export type AlertTone = 'trouble' | 'bug' | 'note';

export interface Alert {
  readonly id: number;
  readonly tone: AlertTone;
  readonly title: string;
  readonly message: string;
  readonly advice: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What the page has to tell: at most one note and the latest two troubles. */
export class Alerts {
  #shown = $state.raw<readonly Alert[]>([]);
  #spoken = $state('');
  #lastId = 0;

  get shown(): readonly Alert[] {
    return this.#shown;
  }

  /** What a screen reader says next. */
  get spoken(): string {
    return this.#spoken;
  }

  /** Shows what went wrong; a cancellation is only spoken, because the person asked for it. */
  report(error: unknown): void {
    if (isCancellation(error)) {
      this.say('Cancelled.');
    } else if (error instanceof Failure) {
      this.#show({ tone: 'trouble', message: error.message, ...explain[error.code] });
    } else {
      this.#show({
        tone: 'bug',
        title: 'Something broke inside Kinora',
        message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        advice: 'This is a bug, not your doing. Nothing you made is lost; please report the line above.',
      });
    }
  }

  /** Shows something good to know, in place of the last such note. */
  note(title: string, action?: Alert['action']): void {
    this.#shown = this.#shown.filter((alert) => alert.tone !== 'note');
    this.#show({ tone: 'note', title, message: '', advice: '', ...(action === undefined ? {} : { action }) });
  }

  /** Lets screen readers say something that the page shows anyway. */
  say(words: string): void {
    this.#spoken = words;
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((alert) => alert.id !== id);
  }

  /** Takes the note away, for example because it offers a way back that is gone. */
  clearNote(): void {
    this.#shown = this.#shown.filter((alert) => alert.tone !== 'note');
  }

  #show(alert: Omit<Alert, 'id'>): void {
    this.#lastId += 1;
    const others = this.#shown.filter((shown) => shown.title !== alert.title || shown.message !== alert.message);
    this.#shown = [...others, { ...alert, id: this.#lastId }].slice(-3);
  }
}

/** Whether an error is the answer to a person's wish to stop. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'cancelled';
  return error instanceof DOMException && error.name === 'AbortError';
}
