/**
 * Converts an area of opaque pixels to planes of Y, Cb and Cr; as `referencePlanes` does it, to the last bit.
 *
 * @param pixels of the area, packed, 4 bytes each
 * @param planes Y (width × height), Cb and Cr (a quarter of that each)
 * @param blueFirst 1: blue, green, red; 0: red, green, blue
 */
export function planesOf(pixels: usize, x: i32, y: i32, across: i32, down: i32, planes: usize, width: i32, height: i32, blueFirst: i32): void {
  const quarter = (width >> 1) * (height >> 1);
  for (let row = 0; row < down; row += 2) {
    let from = pixels + (<usize>(row * across) << 2);
    const below = <usize>across << 2;
    let luma = planes + <usize>((y + row) * width + x);
    let blueDifference = planes + <usize>(width * height + ((y + row) >> 1) * (width >> 1) + (x >> 1));
    let left = across;
    if (ASC_FEATURE_SIMD) {
      for (; left >= 8; left -= 8) {
        eight(from, from + below, luma, luma + <usize>width, blueDifference, <usize>quarter, blueFirst);
        from += 32;
        luma += 8;
        blueDifference += 4;
      }
    }
    for (; left > 0; left -= 2) {
      four(from, from + below, luma, luma + <usize>width, blueDifference, <usize>quarter, blueFirst);
      from += 8;
      luma += 2;
      blueDifference += 1;
    }
  }
}

/** Two pixels of each row. */
// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function four(upper: usize, lower: usize, luma: usize, lumaBelow: usize, blueDifference: usize, quarter: usize, blueFirst: i32): void {
  const red = colour(upper, lower, blueFirst ? 2 : 0);
  const green = colour(upper, lower, 1);
  const blue = colour(upper, lower, blueFirst ? 0 : 2);
  store<u8>(luma, lumaAt(upper, blueFirst));
  store<u8>(luma, lumaAt(upper + 4, blueFirst), 1);
  store<u8>(lumaBelow, lumaAt(lower, blueFirst));
  store<u8>(lumaBelow, lumaAt(lower + 4, blueFirst), 1);
  store<u8>(blueDifference, (-6596 * red - 22_189 * green + 28_784 * blue + 33_685_504) >> 18);
  store<u8>(blueDifference + quarter, (28_784 * red - 26_145 * green - 2639 * blue + 33_685_504) >> 18);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function colour(upper: usize, lower: usize, place: usize): i32 {
  return <i32>load<u8>(upper + place) + <i32>load<u8>(upper + place, 4) + <i32>load<u8>(lower + place) + <i32>load<u8>(lower + place, 4);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function lumaAt(pixel: usize, blueFirst: i32): i32 {
  const first = <i32>load<u8>(pixel);
  const third = <i32>load<u8>(pixel, 2);
  return (11_966 * (blueFirst ? third : first) + 40_254 * <i32>load<u8>(pixel, 1) + 4064 * (blueFirst ? first : third) + 1_081_344) >> 16;
}

/** Eight pixels of each row. */
// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function eight(upper: usize, lower: usize, luma: usize, lumaBelow: usize, blueDifference: usize, quarter: usize, blueFirst: i32): void {
  const a = v128.load(upper);
  const b = v128.load(upper, 16);
  const c = v128.load(lower);
  const d = v128.load(lower, 16);
  // 40254 is too large for 16 bits: green counts twice, by half of it each time.
  const weights = blueFirst ? i16x8(4064, 20_127, 20_127, 11_966, 4064, 20_127, 20_127, 11_966) : i16x8(11_966, 20_127, 20_127, 4064, 11_966, 20_127, 20_127, 4064);
  v128.store64_lane(luma, eightLumas(a, b, weights), 0);
  v128.store64_lane(lumaBelow, eightLumas(c, d, weights), 0);
  // Sums of four pixels, two squares a vector: at most 1020 each.
  const first = twoSquares(a, c);
  const second = twoSquares(b, d);
  const forBlue = blueFirst ? i16x8(28_784, -22_189, -6596, 0, 28_784, -22_189, -6596, 0) : i16x8(-6596, -22_189, 28_784, 0, -6596, -22_189, 28_784, 0);
  const forRed = blueFirst ? i16x8(-2639, -26_145, 28_784, 0, -2639, -26_145, 28_784, 0) : i16x8(28_784, -26_145, -2639, 0, 28_784, -26_145, -2639, 0);
  v128.store32_lane(blueDifference, fourDifferences(first, second, forBlue), 0);
  v128.store32_lane(blueDifference + quarter, fourDifferences(first, second, forRed), 0);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function eightLumas(a: v128, b: v128, weights: v128): v128 {
  const narrow = i16x8.narrow_i32x4_s(fourLumas(a, weights), fourLumas(b, weights));
  return i8x16.narrow_i16x8_u(narrow, narrow);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function fourLumas(pixels: v128, weights: v128): v128 {
  const zero = i64x2.splat(0);
  // Lanes of 16 bits: first, green, green, third; two pixels a vector.
  const near = i32x4.dot_i16x8_s(v128.shuffle<u8>(pixels, zero, 0, 16, 1, 16, 1, 16, 2, 16, 4, 16, 5, 16, 5, 16, 6, 16), weights);
  const far = i32x4.dot_i16x8_s(v128.shuffle<u8>(pixels, zero, 8, 16, 9, 16, 9, 16, 10, 16, 12, 16, 13, 16, 13, 16, 14, 16), weights);
  return i32x4.shr_u(i32x4.add(inPairs(near, far), i32x4.splat(1_081_344)), 16);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function twoSquares(upper: v128, lower: v128): v128 {
  const near = i16x8.add(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower));
  const far = i16x8.add(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower));
  return i16x8.add(v128.shuffle<u64>(near, far, 0, 2), v128.shuffle<u64>(near, far, 1, 3));
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function fourDifferences(first: v128, second: v128, weights: v128): v128 {
  const sums = inPairs(i32x4.dot_i16x8_s(first, weights), i32x4.dot_i16x8_s(second, weights));
  const levels = i32x4.shr_s(i32x4.add(sums, i32x4.splat(33_685_504)), 18);
  const narrow = i16x8.narrow_i32x4_s(levels, levels);
  return i8x16.narrow_i16x8_u(narrow, narrow);
}

/** Sums of neighbours. */
// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function inPairs(near: v128, far: v128): v128 {
  return i32x4.add(v128.shuffle<u32>(near, far, 0, 2, 4, 6), v128.shuffle<u32>(near, far, 1, 3, 5, 7));
}
