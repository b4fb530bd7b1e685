import ranges from '@fontsource-variable/noto-serif-sc/unicode.json';

export { ranges };
export const weights = '200 900';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-serif-sc/files/noto-serif-sc-[0-9]*-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
