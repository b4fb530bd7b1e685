import * as Comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigurationError, Failure, LibraryNotAvailableError, OptimizationError } from '../../src/domain/failure';
import { carryFailures, packFailure, unpackFailure } from '../../src/workers/failures';

carryFailures();
carryFailures();

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** An API on the other side of a message channel, as a worker's would be. */
function across<Api extends object>(api: Api): Comlink.Remote<Api> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  Comlink.expose(api, port2);
  return Comlink.wrap<Api>(port1);
}

describe('a failure that crosses a worker boundary', () => {
  it.each([
    new Failure('damaged-file', 'The file must end in %%EOF, got nothing.', { page: 3 }),
    new OptimizationError('The pool must have a worker.', { size: 0 }),
    new LibraryNotAvailableError('This browser has no IndexedDB.'),
    new ConfigurationError('pool.size must be in [1, 64], got 0.', { path: 'pool.size', value: 0 }),
  ])('keeps class, code, message and details of $name', async (failure) => {
    const caught: unknown = await across({ fail: (): void => { throw failure; } }).fail().catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(failure.constructor);
    expect(caught).toMatchObject({ name: failure.name, code: failure.code, message: failure.message, details: failure.details });
  });

  it('keeps a rejected failure as well as a thrown one', async () => {
    const caught: unknown = await across({ fail: (): Promise<void> => Promise.reject(new Failure('timed-out', 'late')) })
      .fail()
      .catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(Failure);
  });

  it('arrives whole as an argument', async () => {
    const remote = across({ codeOf: (failure: Failure) => (failure instanceof Failure ? failure.code : 'lost') });
    expect(await remote.codeOf(new Failure('too-large', 'big'))).toBe('too-large');
  });

  it('leaves other errors as Comlink carries them', async () => {
    const caught: unknown = await across({ fail: (): void => { throw new TypeError('a bug'); } }).fail().catch((error: unknown) => error);
    expect(caught).not.toBeInstanceOf(Failure);
    expect(caught).toMatchObject({ name: 'TypeError', message: 'a bug' });
  });

  it('keeps its cause', () => {
    const inner = new Failure('quota-exceeded', 'full', { bytes: 8 });
    const back = unpackFailure(structuredClone(packFailure(new OptimizationError('cache', {}, { cause: inner }))));
    expect(back.cause).toBeInstanceOf(Failure);
    expect(back.cause).toMatchObject({ code: 'quota-exceeded', details: { bytes: 8 } });
  });

  it('turns details that cannot be cloned into words', () => {
    const packed = packFailure(new Failure('invalid-parameter', 'm', { value: Symbol('x') }));
    expect(structuredClone(packed).details).toEqual({ value: 'Symbol(x)' });
  });

  it('keeps the code of an OptimizationError with another code', () => {
    const back = unpackFailure(packFailure(new OptimizationError('m', {}, { code: 'worker-lost' })));
    expect([back.name, back.code]).toEqual(['OptimizationError', 'worker-lost']);
  });
});
