import ranges from '@fontsource-variable/noto-serif-kr/unicode.json';

export { ranges };
export const weights = '200 900';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-serif-kr/files/noto-serif-kr-[0-9]*-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
