/** Parts of the machinery that `without` can force away, so that every degradation can be tried. */
export const partNames = ['wasm', 'workers', 'storage', 'webcodecs', 'ffmpeg', 'voice'] as const;

export type PartName = (typeof partNames)[number];
