/** Rows and queries, row after row. For rows of 8-bit integers, the queries are 16-bit integers so small that no sum overflows. */
type DotOperands =
  | { readonly rows: Float32Array | Uint16Array; readonly queries: Float32Array }
  | { readonly rows: Int8Array; readonly queries: Int16Array };

/** What is computed without the scales of integers, which come last, so that both ways round alike. */
export type RawDotProducts = (operands: DotOperands, dimension: number, out: Float32Array) => void;
