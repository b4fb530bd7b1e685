import type { Voice } from '../../src/engine/ports';

export const enUs: Voice = { name: 'en-us', label: 'English (America)', language: 'en-US', engine: 'fake', follows: 'film' };
export const german: Voice = { name: 'de', label: 'German', language: 'de', engine: 'fake', follows: 'film' };
