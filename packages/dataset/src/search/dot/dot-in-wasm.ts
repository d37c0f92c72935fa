import { wasm } from "./dot-code.js";
import type { RawDotProducts } from "./raw-dot-products.js";

type Dot = (
  ...args: [rows: number, count: number, dimension: number, queries: number, queryCount: number, out: number]
) => void;

/** What wasm/dot.c exports. Pointers are byte offsets into `memory`. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  readonly __heap_base: WebAssembly.Global<"i32">;
  readonly dotFloat32: Dot;
  readonly dotFloat16: Dot;
  readonly dotInt8: Dot;
};

const PAGE = 65536;

/** Rows are copied block by block into a memory of their own, of a size that stays in the processor's cache. */
const BLOCK_BYTES = 128 << 10;

/** What queries of 16-bit floats are multiplied by, as wasm/dot.c says. */
const HALF_SCALE = 2 ** 112;

/** `null` if it can't be compiled. */
let code: WebAssembly.Module | undefined | null;

/** @returns `undefined` if the platform has no SIMD, or a Content-Security-Policy forbids WebAssembly */
export function dotInWasm(): RawDotProducts | undefined {
  const exports = instantiate();
  if (exports === undefined) return undefined;
  const { memory, __heap_base } = exports;
  const start = Math.ceil(__heap_base.value / 16) * 16;
  return ({ rows, queries }, dimension, out) => {
    const bytesPerRow = dimension * rows.BYTES_PER_ELEMENT;
    const count = rows.length / dimension;
    const queryCount = queries.length / dimension;
    const rowsInBlock = Math.max(1, Math.floor(BLOCK_BYTES / bytesPerRow));
    const queriesAt = start + Math.ceil((Math.min(rowsInBlock, count) * bytesPerRow) / 16) * 16;
    const outAt = queriesAt + Math.ceil(queries.byteLength / 16) * 16;
    const lacking = outAt + 4 * queryCount * rowsInBlock - memory.buffer.byteLength;
    if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
    if (queries instanceof Int16Array) new Int16Array(memory.buffer, queriesAt, queries.length).set(queries);
    else {
      const copy = new Float32Array(memory.buffer, queriesAt, queries.length);
      copy.set(queries);
      if (rows instanceof Uint16Array) for (let i = 0; i < copy.length; i++) copy[i]! *= HALF_SCALE;
    }
    const dot =
      rows instanceof Float32Array
        ? exports.dotFloat32
        : rows instanceof Uint16Array
          ? exports.dotFloat16
          : exports.dotInt8;
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    const block = new Uint8Array(memory.buffer);
    for (let from = 0; from < count; from += rowsInBlock) {
      const to = Math.min(from + rowsInBlock, count);
      block.set(bytes.subarray(from * bytesPerRow, to * bytesPerRow), start);
      dot(start, to - from, dimension, queriesAt, queryCount, outAt);
      const Found = rows instanceof Int8Array ? Int32Array : Float32Array;
      const found = new Found(memory.buffer, outAt, queryCount * (to - from));
      if (queryCount === 1) out.set(found, from);
      else {
        for (let q = 0; q < queryCount; q++) {
          out.set(found.subarray(q * (to - from), (q + 1) * (to - from)), q * count + from);
        }
      }
    }
  };
}

function instantiate(): Exports | undefined {
  if (code === null) return undefined;
  try {
    code ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
    return new WebAssembly.Instance(code).exports as unknown as Exports;
  } catch {
    code = null;
    return undefined;
  }
}
