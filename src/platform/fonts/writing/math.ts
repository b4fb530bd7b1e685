/** The file called "latin" holds the whole face; fontsource's range for it leaves the signs out. */
export const ranges = { latin: 'U+2070-209F,U+2100-214F,U+2190-22FF,U+27C0-27FF,U+2900-2AFF,U+1D400-1D7FF' };
export const weights = '400';
export const urls = import.meta.glob<string>('../../../../node_modules/@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2', {
  query: '?url&no-inline', import: 'default', eager: true, exhaustive: true,
});
