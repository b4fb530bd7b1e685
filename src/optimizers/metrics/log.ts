import { Failure } from '../../domain/failure';
import type { Clock } from '../../engine/ports';
import { Ring } from './ring';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What happened, when and where, as plain cloneable data. */
export interface LogEntry {
  readonly level: LogLevel;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly message: string;
  readonly workflow: string;
  readonly step: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

export interface LogOptions {
  /** Milliseconds since 1970. */
  readonly clock: Clock;
  /** Entries kept; 1,000 by default. */
  readonly capacity?: number;
  /** What is less is not kept; `info` by default. */
  readonly level?: LogLevel;
  /** Hears every entry kept, e.g. the console in development; what it throws is lost. */
  readonly sink?: (entry: LogEntry) => void;
}

/** A structured log that keeps the last entries. */
export class Log {
  readonly #options: LogOptions;
  readonly #ring: Ring<LogEntry>;
  readonly #least: number;

  constructor(options: LogOptions) {
    this.#options = options;
    this.#ring = new Ring(options.capacity ?? 1000);
    this.#least = logLevels.indexOf(options.level ?? 'info');
  }

  /** Notes something; never throws. */
  write(level: LogLevel, message: string, where: { readonly workflow?: string; readonly step?: string } = {}, fields: LogEntry['fields'] = {}): void {
    if (logLevels.indexOf(level) < this.#least) return;
    const entry: LogEntry = { level, time: this.#options.clock.now(), message, workflow: where.workflow ?? '', step: where.step ?? '', fields };
    this.#ring.push(entry);
    try {
      this.#options.sink?.(entry);
    } catch {
      // Whoever listens must not stop what is told.
    }
  }

  /** Notes an error with its code. */
  fail(error: unknown, where: { readonly workflow?: string; readonly step?: string } = {}): void {
    const message = error instanceof Error ? error.message : String(error);
    this.write(
      'error', message, where, { name: error instanceof Error ? error.name : typeof error, ...(error instanceof Failure ? { code: error.code } : {}) },
    );
  }

  /** The oldest first. */
  entries(): readonly LogEntry[] {
    return this.#ring.toArray();
  }
}
