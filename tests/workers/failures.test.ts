import * as Comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigurationError, Failure, LibraryNotAvailableError, OptimizationError } from '../../src/domain/failure';
import { carryFailures, packFailure, packThrown, unpackFailure, unpackThrown } from '../../src/workers/failures';
import { outcomesOf, unpackOutcome } from '../../src/workers/outcomes';

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

  it('takes no other error for one', async () => {
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

/** What a page gets of a job that throws: alone, and as one of several. */
async function thrownAcross(thrown: unknown): Promise<readonly unknown[]> {
  const remote = across({
    run: (): void => { throw thrown; },
    runMany: () => outcomesOf([1], () => { throw thrown; }),
  });
  const alone: unknown = await remote.run().then(() => 'nothing', (error: unknown) => error);
  const [outcome = { value: 'nothing' }] = await remote.runMany();
  const unpacked = unpackOutcome(outcome);
  return [alone, 'error' in unpacked ? unpacked.error : 'nothing'];
}

describe('any error that crosses a worker boundary, alone or among several', () => {
  it.each([
    EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, Error, WebAssembly.CompileError,
  ])('keeps its standard class %s', async (Class) => {
    for (const caught of await thrownAcross(new Class('a bug'))) {
      expect(caught).toBeInstanceOf(Class);
      expect(Object.getPrototypeOf(caught)).toBe(Class.prototype);
      expect(caught).toMatchObject({ name: Class.name, message: 'a bug', stack: expect.stringContaining('failures.test') });
    }
  });

  it('keeps a code, its name, and the standard class above its own', async () => {
    class Refused extends RangeError {
      override readonly name = 'Refused';
      readonly code = 'ERR_REFUSED';
    }
    for (const caught of await thrownAcross(new Refused('too far'))) {
      expect(caught).toBeInstanceOf(RangeError);
      expect(caught).toMatchObject({ name: 'Refused', code: 'ERR_REFUSED', message: 'too far' });
    }
  });

  it('keeps the chain of its causes, failures among them, to its end', async () => {
    const deep = new TypeError('third', { cause: 'a word' });
    const thrown = new Error('first', { cause: new Failure('damaged-file', 'second', { page: 3 }, { cause: deep }) });
    for (const caught of await thrownAcross(thrown)) {
      const second = (caught as Error).cause as Failure;
      expect(second).toBeInstanceOf(Failure);
      expect(second).toMatchObject({ code: 'damaged-file', details: { page: 3 } });
      expect(second.cause).toBeInstanceOf(TypeError);
      expect((second.cause as Error).cause).toBe('a word');
    }
    for (const caught of await thrownAcross(new Error('with nothing', { cause: undefined }))) expect('cause' in (caught as Error)).toBe(true);
    for (const caught of await thrownAcross(new Error('without'))) expect('cause' in (caught as Error)).toBe(false);
  });

  it('keeps the errors of an AggregateError', async () => {
    for (const caught of await thrownAcross(new AggregateError([new TypeError('a'), new Failure('no-sound', 'b'), 'c'], 'all failed'))) {
      expect(caught).toBeInstanceOf(AggregateError);
      const { errors } = caught as AggregateError;
      expect(errors[0]).toBeInstanceOf(TypeError);
      expect(errors[1]).toMatchObject({ code: 'no-sound' });
      expect(errors[2]).toBe('c');
    }
  });

  it('keeps a DOMException with its name and code', async () => {
    for (const caught of await thrownAcross(new DOMException('full', 'QuotaExceededError'))) {
      expect(caught).toBeInstanceOf(DOMException);
      expect(caught).toMatchObject({ name: 'QuotaExceededError', code: 22, message: 'full' });
    }
  });

  it.each([['a word', 'stop'], ['nothing', undefined], ['an object', { code: 7 }], ['a number', 0]])('keeps %s that is no error', async (_name, thrown) => {
    expect(await thrownAcross(thrown)).toEqual([thrown, thrown]);
  });

  it('ends a chain that leads back to itself, and says in words what cannot be cloned', () => {
    const loop = new Error('round');
    loop.cause = loop;
    expect(unpackThrown(structuredClone(packThrown(loop)))).toMatchObject({ message: 'round', cause: { message: 'round' } });
    expect(unpackThrown(structuredClone(packThrown(() => 1)))).toMatchObject({ message: '() => 1' });
    const evil = Object.defineProperty(new Error('evil'), 'message', { get: () => { throw new Error('no'); } });
    expect(unpackThrown(structuredClone(packThrown(evil)))).toBeInstanceOf(Error);
  });
});
