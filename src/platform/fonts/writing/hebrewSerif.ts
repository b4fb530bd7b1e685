import ranges from '@fontsource-variable/noto-serif-hebrew/unicode.json';

export { ranges };
export const weights = '100 900';
export const urls =
  import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-serif-hebrew/files/noto-serif-hebrew-hebrew-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
