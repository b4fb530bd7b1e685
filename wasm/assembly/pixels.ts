/** Fills `luminances` (f32, n) for n RGBA pixels; `shares` holds what each red, green and blue byte gives (f64, 3 × 256). */
export function luminance(n: i32, pixels: usize, shares: usize, luminances: usize): void {
  for (const end = pixels + (<usize>n << 2); pixels < end; pixels += 4) {
    store<f32>(luminances, <f32>luminanceAt(pixels, shares));
    luminances += 4;
  }
}

/** Fills `ratios` (f32, n) with the contrast of n RGBA pixels to a luminance. */
export function contrast(n: i32, pixels: usize, shares: usize, against: f64, ratios: usize): void {
  luminance(n, pixels, shares, ratios);
  const flare: f32 = 0.05;
  const other = <f32>against + flare;
  const end = ratios + (<usize>n << 2);
  if (ASC_FEATURE_SIMD) {
    const flares = f32x4.splat(flare);
    const others = f32x4.splat(other);
    for (; ratios + 16 <= end; ratios += 16) {
      const own = f32x4.add(v128.load(ratios), flares);
      v128.store(ratios, f32x4.div(f32x4.max(own, others), f32x4.min(own, others)));
    }
  }
  for (; ratios < end; ratios += 4) {
    const own = load<f32>(ratios) + flare;
    store<f32>(ratios, max<f32>(own, other) / min<f32>(own, other));
  }
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function luminanceAt(pixel: usize, shares: usize): f64 {
  const red = load<f64>(shares + (<usize>load<u8>(pixel) << 3));
  const green = load<f64>(shares + (<usize>load<u8>(pixel, 1) << 3), 2048);
  const blue = load<f64>(shares + (<usize>load<u8>(pixel, 2) << 3), 4096);
  return red + green + blue;
}

/** Sum of the absolute differences of red, green and blue over `bytes` bytes of RGBA: a whole number, whatever the order. */
export function differenceSum(bytes: i32, before: usize, after: usize): f64 {
  let sum: i64 = 0;
  const end = before + <usize>bytes;
  if (ASC_FEATURE_SIMD) {
    const colours = i32x4.splat(0x00ffffff);
    const wide = before + (<usize>bytes & ~15);
    let sums = i64x2.splat(0);
    while (before < wide) {
      // 32-bit lanes take at most 4 × 255 a step: emptied long before they are full.
      const stop = min<usize>(before + (1 << 20), wide);
      let lanes = i32x4.splat(0);
      while (before < stop) {
        const a = v128.load(before);
        const b = v128.load(after);
        const distance = v128.and(v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a)), colours);
        lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(distance)));
        before += 16;
        after += 16;
      }
      sums = i64x2.add(sums, i64x2.add(i64x2.extend_low_i32x4_u(lanes), i64x2.extend_high_i32x4_u(lanes)));
    }
    sum = i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1);
  }
  for (; before < end; before += 4) {
    sum += abs<i32>(<i32>load<u8>(before) - <i32>load<u8>(after));
    sum += abs<i32>(<i32>load<u8>(before, 1) - <i32>load<u8>(after, 1));
    sum += abs<i32>(<i32>load<u8>(before, 2) - <i32>load<u8>(after, 2));
    after += 4;
  }
  return <f64>sum;
}
