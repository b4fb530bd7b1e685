/** `auto` follows the device. */
export const appearances = ['auto', 'light', 'dark'] as const;

export type AppearanceName = (typeof appearances)[number];
