/** Linear light of an sRGB channel, both in [0, 1]. Source: IEC 61966-2-1, as WCAG 2.2 takes it. */
export function linearLight(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** The same of each byte. */
export const linearLightOfByte: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => linearLight(byte / 255));

/** What red, green and blue weigh. Source: ITU-R BT.709; WCAG 2.2, relative luminance. */
export const luminanceWeights = [0.2126, 0.7152, 0.0722] as const;

/** Adds three channels up by what they weigh: relative luminance of linear light, luma of encoded channels. */
export function weighed(red: number, green: number, blue: number): number {
  return luminanceWeights[0] * red + luminanceWeights[1] * green + luminanceWeights[2] * blue;
}
