import ranges from '@fontsource-variable/noto-naskh-arabic/unicode.json';

export { ranges };
export const weights = '400 700';
export const urls =
  import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
