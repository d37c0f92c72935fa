import { fours, type Kernels } from "./kernels.js";
import { wasm } from "./kernels-code.js";

/** What wasm/kernels.c exports. Pointers are byte offsets into `memory`. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  readonly __heap_base: WebAssembly.Global<"i32">;
  readonly squaredDistances: (
    ...args: [items: number, count: number, size: number, x: number, margin: number, distances: number]
  ) => void;
  readonly addFour: (
    ...args: [
      ...items: [number, number, number, number],
      ...weights: [number, number, number, number],
      size: number,
      sums: number,
    ]
  ) => void;
};

const PAGE = 65536;

/** `null` if it can't be compiled. */
let code: WebAssembly.Module | undefined | null;

/**
 * The items are copied into a WebAssembly memory of their own, which lives as long as the result.
 *
 * @returns `undefined` if the platform has no SIMD, a Content-Security-Policy forbids WebAssembly, or there is no memory
 */
export function kernelsInWasm(items: Float32Array, count: number): Kernels | undefined {
  const size = items.length / count;
  const ready = instantiate(items.byteLength + 8 * (2 * size + count) + 64);
  if (ready === undefined) return undefined;
  const { memory, __heap_base, squaredDistances, addFour } = ready;
  const start = Math.ceil(__heap_base.value / 16) * 16;
  const xAt = start + Math.ceil(items.byteLength / 16) * 16;
  const sumsAt = xAt + 8 * size;
  const distancesAt = sumsAt + 8 * size;
  new Float32Array(memory.buffer, start, items.length).set(items);
  const doubles = (at: number, length: number): Float64Array => new Float64Array(memory.buffer, at, length);
  return {
    distances(x, margin) {
      doubles(xAt, size).set(x);
      squaredDistances(start, count, size, xAt, margin, distancesAt);
      return doubles(distancesAt, count).slice();
    },
    sum(weights) {
      const sums = doubles(sumsAt, size).fill(0);
      for (const { items: four, weights: w } of fours(weights)) {
        const [a, b, c, d] = four.map((item) => start + 4 * item * size) as [number, number, number, number];
        addFour(a, b, c, d, ...w, size, sumsAt);
      }
      return sums.slice();
    },
  };
}

/** @param bytes of memory behind `__heap_base` */
function instantiate(bytes: number): Exports | undefined {
  if (code === null) return undefined;
  try {
    code ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
  } catch {
    code = null;
    return undefined;
  }
  try {
    const exports = new WebAssembly.Instance(code).exports as unknown as Exports;
    const lacking = exports.__heap_base.value + bytes - exports.memory.buffer.byteLength;
    if (lacking > 0) exports.memory.grow(Math.ceil(lacking / PAGE));
    return exports;
  } catch {
    // Too much memory for WebAssembly, or for now.
    return undefined;
  }
}
