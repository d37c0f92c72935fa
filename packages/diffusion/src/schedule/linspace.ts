/** NumPy's `linspace`: `count` equally spaced numbers from `start` to `end`, both included; only `start` if `count` is 1. */
export function linspace(start: number, end: number, count: number): Float64Array {
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  return Float64Array.from({ length: count }, (_, i) => (i > 0 && i === count - 1 ? end : start + i * step));
}

/**
 * PyTorch's `linspace` in float32, bit for bit as on an x86 CPU: from the start in the first half, from the end in the second
 * one, each with one rounding.
 */
export function linspaceFloat32(start: number, end: number, count: number): Float32Array {
  const [first, last] = [Math.fround(start), Math.fround(end)];
  const step = count > 1 ? Math.fround(Math.fround(last - first) / (count - 1)) : 0;
  const half = Math.floor(count / 2);
  if (count === 1) return Float32Array.of(first);
  return Float32Array.from({ length: count }, (_, i) => (i < half ? first + step * i : last - step * (count - 1 - i)));
}
