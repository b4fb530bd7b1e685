import { expect, test } from 'vitest';
import { trackLanguage } from '../../../src/platform/files/trackLanguage';

test.each([
  ['en', 'eng'],
  ['de-AT', 'deu'],
  ['pt-BR', 'por'],
  ['EL', 'ell'],
  ['zh-Hant', 'zho'],
  ['af', 'afr'],
  ['zu', 'zul'],
  ['gsw', 'gsw'],
  ['xx', 'und'],
  ['', 'und'],
])('"%s" is %s to a container', (language, code) => {
  expect(trackLanguage(language)).toBe(code);
});
