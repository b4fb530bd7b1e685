import { expect, test } from 'vitest';
import { fileSource, pastedSource } from '../../../src/app/document/pasted';

const words = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('HTML with structure is taken as HTML', () => {
  const source = pastedSource('<h1>Rivers</h1><p>Water bends.</p>', 'Rivers Water bends.');
  expect(source).toMatchObject({ mediaType: 'text/html', name: 'Pasted page.html' });
  expect(words(source?.bytes)).toContain('<h1>');
});

test('styled lines of an editor are taken as the text they are', () => {
  const source = pastedSource('<div style="color:red"><span># Rivers</span></div>', '# Rivers');
  expect(source).toMatchObject({ mediaType: 'text/markdown' });
  expect(words(source?.bytes)).toBe('# Rivers');
});

test('nothing but white space is nothing', () => {
  expect(pastedSource('', ' \n')).toBeUndefined();
});

test('a file keeps its name and type', async () => {
  const source = await fileSource(new File(['# A'], 'a.md', { type: 'text/markdown' }));
  expect(source).toMatchObject({ name: 'a.md', mediaType: 'text/markdown' });
  expect(words(source.bytes)).toBe('# A');
});
