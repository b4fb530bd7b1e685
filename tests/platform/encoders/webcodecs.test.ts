import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DrawList } from '../../../src/domain/film/drawing';
import type { DrawnRun } from '../../../src/domain/film/video';
import type { Surface } from '../../../src/platform/canvas/surface';
import { encodePictures } from '../../../src/platform/encoders/webcodecs';
import { avcC } from '../../support/muxInput';

const format = { width: 16, height: 16, fps: 30 };
const coding = { path: 'webcodecs', codec: 'avc1.640028', bitrate: 1_000_000 } as const;

/** Raw pictures that are in memory now, and the most there ever were at once. */
const alive = { now: 0, most: 0 };

/** A raw picture as the browser holds it: until it and all of its clones are closed. */
class FakeFrame {
  readonly timestamp: number;
  constructor(_: Uint8Array | FakeFrame, { timestamp }: { readonly timestamp: number }) {
    this.timestamp = timestamp;
    alive.now += 1;
    alive.most = Math.max(alive.most, alive.now);
  }
  clone(): FakeFrame {
    return new FakeFrame(this, this);
  }
  close(): void {
    alive.now -= 1;
  }
}

/** An encoder that takes a picture every two milliseconds, and holds its own copy of each until then. */
class SlowEncoder extends EventTarget {
  static speed = 2;
  state = 'unconfigured';
  readonly #waiting: FakeFrame[] = [];
  readonly #output: (chunk: object, metadata: object) => void;
  #flushed: (() => void) | undefined;
  constructor({ output }: { readonly output: (chunk: object, metadata: object) => void }) {
    super();
    this.#output = output;
  }
  get encodeQueueSize(): number {
    return this.#waiting.length;
  }
  configure(): void {
    this.state = 'configured';
  }
  encode(frame: FakeFrame, { keyFrame }: { readonly keyFrame: boolean }): void {
    // A clone counts as a picture of its own: some browsers copy.
    this.#waiting.push(frame.clone());
    setTimeout(() => this.#take(keyFrame), SlowEncoder.speed * this.#waiting.length);
  }
  flush(): Promise<void> {
    return this.#waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => (this.#flushed = resolve));
  }
  close(): void {
    this.state = 'closed';
  }
  #take(isKey: boolean): void {
    const frame = this.#waiting.shift();
    frame?.close();
    this.#output({ byteLength: 1, type: isKey ? 'key' : 'delta', timestamp: frame?.timestamp, copyTo: () => undefined }, {
      decoderConfig: { codec: coding.codec, description: avcC },
    });
    this.dispatchEvent(new Event('dequeue'));
    if (this.#waiting.length === 0) this.#flushed?.();
  }
}

/** Forty pictures, one a frame. */
function* pictures(): Generator<DrawnRun, void, undefined> {
  for (let frame = 0; frame < 40; frame++) yield { frame, frames: 1, list: { ...format, commands: [], key: String(frame) } satisfies DrawList };
}

// Only these two are called.
const surface = { paint: () => undefined, planes: () => Promise.resolve(new Uint8Array(384)) } as unknown as Surface;

afterEach(() => void vi.unstubAllGlobals());

describe('an encoder slower than the drawing', () => {
  test('never has more than eight raw pictures alive, and gets all of them', async () => {
    vi.stubGlobal('VideoFrame', FakeFrame);
    vi.stubGlobal('VideoEncoder', SlowEncoder);
    const segment = await encodePictures(pictures(), 0, 40, { format, coding, surface, report: () => undefined });
    expect(segment.frames).toHaveLength(40);
    // Those that wait, the one that is made and its copy.
    expect(alive.most).toBeGreaterThan(4);
    expect(alive.most).toBeLessThanOrEqual(8);
    expect(alive.now).toBe(0);
  });
});
