import ranges from '@fontsource/noto-sans-symbols-2/unicode.json';

export { ranges };
export const weights = '400';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
