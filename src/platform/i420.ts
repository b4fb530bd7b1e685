/** Order of the bytes of a pixel, each opaque. */
export type PixelOrder = 'rgba' | 'bgra';

/**
 * Converts opaque pixels to planar 4:2:0 YCbCr, BT.709 in limited range.
 *
 * Browsers convert by matrices and ranges of their own (Chromium 156 to full range, which many players show washed out); doing it here
 * makes every encoder get the same colours. Row pairs that did not change since `before` are left as they are in `planes`: between two
 * pictures of a film that is most of them.
 *
 * @param pixels width × height, packed, 4 bytes each
 * @param before pixels that `planes` were made from; absent: all rows are converted
 * @param planes receives Y (width × height), then Cb and Cr (a quarter of that each); width and height are even
 *
 * Source: ITU-R BT.709-6, section 3; 16-bit fixed point, within 1 of the exact value.
 */
export function convertToI420(
  pixels: Int32Array,
  before: Int32Array | undefined,
  planes: Uint8Array,
  width: number,
  height: number,
  order: PixelOrder,
): void {
  const redShift = order === 'rgba' ? 0 : 16;
  const blueShift = 16 - redShift;
  const quarter = (width >> 1) * (height >> 1);
  for (let row = 0; row < height; row += 2) {
    let upper = row * width;
    const next = upper + width;
    if (before !== undefined && isSame(pixels, before, upper, next + width)) continue;
    let lower = next;
    let blueDifference = width * height + (row >> 1) * (width >> 1);
    let redDifference = blueDifference + quarter;
    for (; upper < next; upper += 2, lower += 2) {
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the loops stay within width and height, and both are even
      const a = pixels[upper]!, b = pixels[upper + 1]!, c = pixels[lower]!, d = pixels[lower + 1]!;
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

function isSame(a: Int32Array, b: Int32Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (a[index] !== b[index]) return false;
  return true;
}
