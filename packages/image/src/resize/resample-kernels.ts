import { wasm } from "../../codecs/resample.js";
import { fromBase64 } from "../codec/compile.js";

/** What wasm/resample/resample.c exports. Pointers are byte offsets into `memory`. */
export type ResampleKernels = {
  readonly memory: WebAssembly.Memory;
  readonly __heap_base: WebAssembly.Global<"i32">;
  readonly across: (
    source: number,
    sourceWidth: number,
    rows: number,
    target: number,
    targetWidth: number,
    first: number,
    count: number,
    pairs: number,
    stride: number,
    opaque: number,
  ) => void;
  readonly down: (
    source: number,
    rowBytes: number,
    target: number,
    targetRows: number,
    first: number,
    count: number,
    pairs: number,
    stride: number,
    opaque: number,
  ) => void;
};

/** A source band and a target band of this size fit the caches; memory beyond `KEPT_BYTES` is given back. */
const KEPT_BYTES = 32 * 2 ** 20;

/** `null` if it can't be compiled. */
let code: WebAssembly.Module | undefined | null;
let instance: ResampleKernels | undefined;

/**
 * The kernels with at least `bytes` of memory after `__heap_base`, compiled on first use; `undefined` if the platform has
 * no SIMD, a Content-Security-Policy forbids WebAssembly, or there is no memory.
 */
export function resampleKernels(bytes: number): ResampleKernels | undefined {
  try {
    if (code === null) return undefined;
    code ??= new WebAssembly.Module(fromBase64(wasm));
    instance ??= new WebAssembly.Instance(code).exports as unknown as ResampleKernels;
    const { memory, __heap_base: base } = instance;
    const lacking = base.value + bytes - memory.buffer.byteLength;
    if (lacking > 0) memory.grow(Math.ceil(lacking / 65536));
    const ready = instance;
    if (memory.buffer.byteLength > KEPT_BYTES) instance = undefined;
    return ready;
  } catch {
    // Compiled, but out of memory: the next, smaller image may get it.
    code ??= null;
    return undefined;
  }
}
