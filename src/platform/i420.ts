import type { Area } from './changes';

/** Order of the bytes of a pixel, each opaque. */
export type PixelOrder = 'rgba' | 'bgra';

/**
 * Converts an area of opaque pixels to planar 4:2:0 YCbCr, BT.709 in limited range; the rest of the planes stays as it is.
 *
 * Browsers convert by matrices and ranges of their own (Chromium 156 to full range, which many players show washed out); doing it here
 * makes every encoder get the same colours.
 *
 * @param pixels of the area alone, packed, 4 bytes each
 * @param area   even numbers
 * @param planes receives Y (width × height), then Cb and Cr (a quarter of that each); width and height are even
 *
 * Source: ITU-R BT.709-6, section 3; 16-bit fixed point, within 1 of the exact value.
 */
export function convertToI420(pixels: Int32Array, area: Area, planes: Uint8Array, width: number, height: number, order: PixelOrder): void {
  const redShift = order === 'rgba' ? 0 : 16;
  const blueShift = 16 - redShift;
  const quarter = (width >> 1) * (height >> 1);
  for (let row = 0; row < area.height; row += 2) {
    let from = row * area.width;
    const end = from + area.width;
    let upper = (area.y + row) * width + area.x;
    let blueDifference = width * height + ((area.y + row) >> 1) * (width >> 1) + (area.x >> 1);
    let redDifference = blueDifference + quarter;
    for (; from < end; from += 2, upper += 2) {
      const lower = upper + width;
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the loops stay within the area, whose sides are even
      const a = pixels[from]!, b = pixels[from + 1]!, c = pixels[from + area.width]!, d = pixels[from + area.width + 1]!;
      const redA = (a >>> redShift) & 255, greenA = (a >>> 8) & 255, blueA = (a >>> blueShift) & 255;
      const redB = (b >>> redShift) & 255, greenB = (b >>> 8) & 255, blueB = (b >>> blueShift) & 255;
      const redC = (c >>> redShift) & 255, greenC = (c >>> 8) & 255, blueC = (c >>> blueShift) & 255;
      const redD = (d >>> redShift) & 255, greenD = (d >>> 8) & 255, blueD = (d >>> blueShift) & 255;
      // 0.2126, 0.7152, 0.0722 of 219/255 in 1/65536; 16.5 for the foot and rounding.
      planes[upper] = (11_966 * redA + 40_254 * greenA + 4064 * blueA + 1_081_344) >> 16;
      planes[upper + 1] = (11_966 * redB + 40_254 * greenB + 4064 * blueB + 1_081_344) >> 16;
      planes[lower] = (11_966 * redC + 40_254 * greenC + 4064 * blueC + 1_081_344) >> 16;
      planes[lower + 1] = (11_966 * redD + 40_254 * greenD + 4064 * blueD + 1_081_344) >> 16;
      // Sums of four pixels, hence 18 bits; 128.5 for the middle and rounding.
      const red = redA + redB + redC + redD;
      const green = greenA + greenB + greenC + greenD;
      const blue = blueA + blueB + blueC + blueD;
      planes[blueDifference++] = (-6596 * red - 22_189 * green + 28_784 * blue + 33_685_504) >> 18;
      planes[redDifference++] = (28_784 * red - 26_145 * green - 2639 * blue + 33_685_504) >> 18;
    }
  }
}
