/** `off` until there is something to keep. */
export type AutosaveState = 'off' | 'saving' | 'saved' | 'failed';
