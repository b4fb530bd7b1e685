import { allocate, allocateZeros } from './arena';

/** Fills `colours` (f32, n × 3) with the OKLab values of n RGBA pixels; `light` holds the linear light (f64) of the 256 bytes. */
export function okLab(n: i32, pixels: usize, light: usize, colours: usize): void {
  let pixel: i32 = 0;
  if (ASC_FEATURE_SIMD) {
    for (; pixel + 2 <= n; pixel += 2) {
      twoOkLab(pixels, light, colours);
      pixels += 8;
      colours += 24;
    }
  }
  for (; pixel < n; pixel++) {
    const red = load<f64>(light + (<usize>load<u8>(pixels) << 3));
    const green = load<f64>(light + (<usize>load<u8>(pixels, 1) << 3));
    const blue = load<f64>(light + (<usize>load<u8>(pixels, 2) << 3));
    const l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    // Named first: inside <f32>(…) the compiler would round the literals to f32.
    const lightness: f64 = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    const greenRed: f64 = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    const blueYellow: f64 = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
    store<f32>(colours, <f32>lightness);
    store<f32>(colours, <f32>greenRed, 4);
    store<f32>(colours, <f32>blueYellow, 8);
    pixels += 4;
    colours += 12;
  }
}

// The same first guess and the same three steps as in the reference.
// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function cubeRoot(value: f64): f64 {
  if (value === 0) return 0;
  const guess = <f64>reinterpret<f32>(reinterpret<i32>(<f32>value) / 3 + 0x2a5137a0);
  return closerRoot(closerRoot(closerRoot(guess, value), value), value);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function closerRoot(root: f64, value: f64): f64 {
  const cube = root * root * root;
  return (root * (cube + 2 * value)) / (2 * cube + value);
}

/** Two pixels in the two lanes, each by the same sums as one alone. */
function twoOkLab(pixels: usize, light: usize, colours: usize): void {
  const red = twoLights(pixels, light);
  const green = twoLights(pixels + 1, light);
  const blue = twoLights(pixels + 2, light);
  const l = cubeRoots(mix(red, 0.4122214708, green, 0.5363325363, blue, 0.0514459929));
  const m = cubeRoots(mix(red, 0.2119034982, green, 0.6806995451, blue, 0.1073969566));
  const s = cubeRoots(mix(red, 0.0883024619, green, 0.2817188376, blue, 0.6299787005));
  const lightness = f32x4.demote_f64x2_zero(mix(l, 0.2104542553, m, 0.793617785, s, -0.0040720468));
  const greenRed = f32x4.demote_f64x2_zero(mix(l, 1.9779984951, m, -2.428592205, s, 0.4505937099));
  const blueYellow = f32x4.demote_f64x2_zero(mix(l, 0.0259040371, m, 0.7827717662, s, -0.808675766));
  v128.store_lane<f32>(colours, lightness, 0);
  v128.store_lane<f32>(colours, greenRed, 0, 4);
  v128.store_lane<f32>(colours, blueYellow, 0, 8);
  v128.store_lane<f32>(colours, lightness, 1, 12);
  v128.store_lane<f32>(colours, greenRed, 1, 16);
  v128.store_lane<f32>(colours, blueYellow, 1, 20);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function twoLights(byte: usize, light: usize): v128 {
  const first = v128.load64_zero(light + (<usize>load<u8>(byte) << 3));
  return v128.load_lane<f64>(light + (<usize>load<u8>(byte, 4) << 3), first, 1);
}

// x − y·z and x + y·(−z) are the same bits.
// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function mix(a: v128, ofA: f64, b: v128, ofB: f64, c: v128, ofC: f64): v128 {
  const two = f64x2.add(f64x2.mul(f64x2.splat(ofA), a), f64x2.mul(f64x2.splat(ofB), b));
  return f64x2.add(two, f64x2.mul(f64x2.splat(ofC), c));
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function cubeRoots(values: v128): v128 {
  const bits = f32x4.demote_f64x2_zero(values);
  // x / 3 is x × 0xaaaaaaab / 2^33 for every x of 32 bits.
  const thirds = i64x2.shr_u(i64x2.extmul_low_i32x4_u(bits, i32x4.splat(0xaaaaaaab)), 33);
  const guess = f64x2.promote_low_f32x4(i32x4.add(v128.shuffle<i32>(thirds, thirds, 0, 2, 0, 2), i32x4.splat(0x2a5137a0)));
  const roots = closerRoots(closerRoots(closerRoots(guess, values), values), values);
  // The root of 0 is 0, which the steps only approach.
  return v128.and(roots, f64x2.ne(values, f64x2.splat(0)));
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function closerRoots(roots: v128, values: v128): v128 {
  const two = f64x2.splat(2);
  const cubes = f64x2.mul(f64x2.mul(roots, roots), roots);
  const above = f64x2.mul(roots, f64x2.add(cubes, f64x2.mul(two, values)));
  return f64x2.div(above, f64x2.add(f64x2.mul(two, cubes), values));
}

/**
 * Lloyd's k-means over `points` (f32, n × 3).
 *
 * @param centres f32, k × 3: the starts, replaced by the result
 * @param labels  i32, n: filled
 * @param counts  i32, k: filled
 */
export function kMeans(n: i32, points: usize, k: i32, centres: usize, maxIterations: i32, labels: usize, counts: usize): void {
  // Centres lie by twos, as the lanes take them: x x y y z z. An odd one out is paired with one infinitely far away.
  const pairs = (k + 1) >> 1;
  const paired = allocate(<usize>pairs * 48);
  for (let place: usize = 0; place < <usize>pairs * 48; place += 8) store<f64>(paired + place, Infinity);
  for (let centre = 0; centre < k; centre++) {
    for (let axis = 0; axis < 3; axis++) {
      store<f64>(axisOf(paired, centre, axis), <f64>load<f32>(centres + (<usize>(centre * 3 + axis) << 2)));
    }
  }
  const sums = allocateZeros(<usize>k * 24);
  memory.fill(labels, 255, <usize>n << 2);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let moved = 0;
    memory.fill(sums, 0, <usize>k * 24);
    memory.fill(counts, 0, <usize>k << 2);
    for (let point = 0; point < n; point++) {
      const place = points + <usize>point * 12;
      const x = <f64>load<f32>(place);
      const y = <f64>load<f32>(place, 4);
      const z = <f64>load<f32>(place, 8);
      const nearest = nearestOf(paired, pairs, x, y, z);
      const label = labels + (<usize>point << 2);
      if (load<i32>(label) !== nearest) {
        store<i32>(label, nearest);
        moved++;
      }
      const count = counts + (<usize>nearest << 2);
      store<i32>(count, load<i32>(count) + 1);
      const sum = sums + <usize>nearest * 24;
      store<f64>(sum, load<f64>(sum) + x);
      store<f64>(sum, load<f64>(sum, 8) + y, 8);
      store<f64>(sum, load<f64>(sum, 16) + z, 16);
    }
    if (moved === 0) break;
    for (let centre = 0; centre < k; centre++) {
      const size = <f64>load<i32>(counts + (<usize>centre << 2));
      if (size === 0) continue;
      for (let axis = 0; axis < 3; axis++) {
        store<f64>(axisOf(paired, centre, axis), load<f64>(sums + <usize>centre * 24 + (<usize>axis << 3)) / size);
      }
    }
  }
  for (let centre = 0; centre < k; centre++) {
    for (let axis = 0; axis < 3; axis++) {
      store<f32>(centres + (<usize>(centre * 3 + axis) << 2), <f32>load<f64>(axisOf(paired, centre, axis)));
    }
  }
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function axisOf(paired: usize, centre: i32, axis: i32): usize {
  return paired + <usize>(centre >> 1) * 48 + (<usize>axis << 4) + (<usize>(centre & 1) << 3);
}

// @ts-ignore: a decorator on a function is AssemblyScript's own
@inline
function nearestOf(paired: usize, pairs: i32, x: f64, y: f64, z: f64): i32 {
  if (ASC_FEATURE_SIMD) {
    const xs = f64x2.splat(x);
    const ys = f64x2.splat(y);
    const zs = f64x2.splat(z);
    let least = f64x2.splat(Infinity);
    let nearest = i64x2.splat(0);
    let places = i64x2(0, 1);
    const step = i64x2.splat(2);
    for (let pair = 0; pair < pairs; pair++) {
      const dx = f64x2.sub(xs, v128.load(paired));
      const dy = f64x2.sub(ys, v128.load(paired, 16));
      const dz = f64x2.sub(zs, v128.load(paired, 32));
      const distance = f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
      const closer = f64x2.lt(distance, least);
      least = v128.bitselect(distance, least, closer);
      nearest = v128.bitselect(places, nearest, closer);
      places = i64x2.add(places, step);
      paired += 48;
    }
    const even = f64x2.extract_lane(least, 0);
    const odd = f64x2.extract_lane(least, 1);
    const evenPlace = <i32>i64x2.extract_lane(nearest, 0);
    const oddPlace = <i32>i64x2.extract_lane(nearest, 1);
    return odd < even || (odd === even && oddPlace < evenPlace) ? oddPlace : evenPlace;
  } else {
    let least: f64 = Infinity;
    let nearest = 0;
    for (let centre = 0; centre < pairs << 1; centre++) {
      const dx = x - load<f64>(axisOf(paired, centre, 0));
      const dy = y - load<f64>(axisOf(paired, centre, 1));
      const dz = z - load<f64>(axisOf(paired, centre, 2));
      const distance = dx * dx + dy * dy + dz * dz;
      if (distance < least) {
        least = distance;
        nearest = centre;
      }
    }
    return nearest;
  }
}
