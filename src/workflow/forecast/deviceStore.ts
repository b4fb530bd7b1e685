import type { MakingPath } from '../../domain/film/video';
import type { KeyValueStore } from '../../engine/ports';
import type { StepFactor } from './stepCosts';

/** What was learned of this device. */
export interface DeviceFigures {
  readonly factors: Readonly<Record<string, StepFactor>>;
  readonly figures: Readonly<Record<string, EncodingFigures>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly density: number;
}

/** Where it is kept; trouble with it is silence. */
export interface DeviceStore {
  /** Undefined if nothing is kept, or of another device. */
  read(): Promise<DeviceFigures | undefined>;
  write(pace: DeviceFigures): void;
}

const key = 'pace';
/** Raised when its form or meaning changes. */
const version = 2;

/**
 * Keeps what was learned of a device in a store.
 *
 * @param device what browser on what machine: figures of another one are not used
 */
export function deviceStore(store: Pick<KeyValueStore, 'get' | 'set'>, device: string): DeviceStore {
  return {
    async read() {
      const kept = await store.get(key).catch(() => undefined);
      return isOf(kept, device) ? kept.pace : undefined;
    },
    write(pace) {
      void store.set(key, { version, device, pace }).catch(() => undefined);
    },
  };
}

function isOf(kept: unknown, device: string): kept is { readonly pace: DeviceFigures } {
  if (typeof kept !== 'object' || kept === null) return false;
  const { version: written, device: of, pace } = kept as Partial<Record<'version' | 'device' | 'pace', unknown>>;
  return written === version && of === device && typeof pace === 'object' && pace !== null;
}

/** What encoding pictures costs on this device, by one encoder at one size. */
export interface EncodingFigures {
  readonly path: MakingPath;
  /** Codec string. */
  readonly codec: string;
  /** Milliseconds a picture, all lanes at work. */
  readonly picture: number;
  /** Bytes of the first picture of a scene, and of another one. */
  readonly keyBytes: number;
  readonly deltaBytes: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
}
