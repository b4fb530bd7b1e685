import ranges from '@fontsource-variable/noto-emoji/unicode.json';

export { ranges };
export const weights = '300 700';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource-variable/noto-emoji/files/noto-emoji-[0-9]*-wght-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
