/** Appends `value` (an integer, 0 ≤ value < 2³²) in 7-bit groups, the lowest first (LEB128). */
export function pushVarint(bytes: { push(byte: number): unknown }, value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/** Small numbers of either sign as small numbers: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
export function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

/** The inverse of `zigzag`. */
export function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

/**
 * Reads what `pushVarint` wrote at `at`, and moves `at` past it. It needs no limit: missing bytes at the end are read as 0,
 * and bits beyond the 32nd are lost.
 */
export function readVarint(reader: { readonly bytes: ArrayLike<number>; at: number }): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
}
