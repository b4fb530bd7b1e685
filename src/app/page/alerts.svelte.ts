import { Failure } from '../../domain/failure';
import { given } from '../../domain/given';
import { words } from '../words/words';
import { inWords } from './explain';

/** `trouble` is an expected failure, `bug` one that should not exist, `note` good to know, `question` waits for a choice. */
export type AlertTone = 'trouble' | 'bug' | 'note' | 'question';

export interface Alert {
  readonly id: number;
  readonly tone: AlertTone;
  readonly title: string;
  readonly message: string;
  readonly advice: string;
  readonly action?: AlertAction;
  /** What can be chosen instead; takes the place of Dismiss. */
  readonly other?: AlertAction;
}

export interface AlertAction {
  readonly label: string;
  readonly run: () => void;
}

/** What the page has to tell: at most one question, one note and the latest troubles. */
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
    if (isCancellation(error)) return this.say(words.page.cancelled);
    const { code, ...said } = inWords(error);
    this.#show({ tone: code === 'bug' ? 'bug' : 'trouble', ...said });
  }

  /** Shows something good to know, in place of the last such note. */
  note(title: string, action?: AlertAction): void {
    this.clearNote();
    this.#show({ tone: 'note', title, message: '', advice: '', ...given({ action }) });
  }

  /** Asks for a choice, in place of the last question; either answer takes it away. */
  ask(title: string, action: AlertAction, other: AlertAction): void {
    this.clearQuestion();
    const answered = ({ label, run }: AlertAction): AlertAction => ({ label, run: () => { this.clearQuestion(); run(); } });
    this.#show({ tone: 'question', title, message: '', advice: '', action: answered(action), other: answered(other) });
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

  /** Takes the question away, because it was answered elsewhere. */
  clearQuestion(): void {
    this.#shown = this.#shown.filter((alert) => alert.tone !== 'question');
  }

  #show(alert: Omit<Alert, 'id'>): void {
    this.#lastId += 1;
    const others = this.#shown.filter((shown) => shown.title !== alert.title || shown.message !== alert.message);
    const questions = others.filter(({ tone }) => tone === 'question');
    this.#shown = [...questions, ...[...others.filter(({ tone }) => tone !== 'question'), { ...alert, id: this.#lastId }].slice(-3)];
  }
}

/** Whether an error is the answer to a person's wish to stop. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'cancelled';
  return error instanceof DOMException && error.name === 'AbortError';
}
