import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/cli/install.mjs';
import type { KeptSights } from './keptSights';
import type { KeptStorage } from './keptStorage';

/** A browser profile with what a person saw in it. */
export interface KeptProfile extends KeptStorage {
  readonly sights: KeptSights;
}

/** Where what people have of earlier builds lies. */
export const keptFolder = join(root, 'tests/fixtures/kept');

/** A storyboard that a person wrote, every layout in it, its assets named by hand. */
export const byHand = join(keptFolder, 'storyboard-by-hand.json');

/** Names of the kept files of a kind: `manifest`, `profile` or `storyboard`. */
export function keptFiles(kind: string): readonly string[] {
  return readdirSync(keptFolder).filter((name) => name.startsWith(`${kind}-`)).sort();
}
