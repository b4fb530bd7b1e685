import ranges from '@fontsource-variable/noto-sans-thai/unicode.json';

export { ranges };
export const weights = '100 900';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-sans-thai/files/noto-sans-thai-thai-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
