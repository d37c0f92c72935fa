/**
 * One field of a Protocol Buffers message: a number of wire type 0, or bytes of wire type 2. Those of other types have the value NaN. With
 * its header, it is from `start` to `end` of the message.
 */
export type WireField = {
  readonly field: number;
  readonly value: number;
  readonly bytes: Uint8Array | undefined;
  readonly start: number;
  readonly end: number;
};

/** A field that extends past the end of the bytes, or has an invalid header. `needs` is the number of bytes that there should be. */
export class WireError extends Error {
  readonly needs: number | undefined;

  constructor(message: string, needs?: number) {
    super(message);
    this.needs = needs;
  }
}

/**
 * The fields of a message, without copying their bytes. protobufjs and pbf would do it, too, but they need a schema
 * of all of ONNX and don't check the end of the bytes; here, three kinds of messages matter, in untrusted files of
 * any size.
 *
 * @throws WireError
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function* wireFields(bytes: Uint8Array): Generator<WireField, void, void> {
  let at = 0;

  /** Up to 64 bits; inexact beyond 2^53, where no valid length or tag is. */
  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new WireError("a number is cut off", at);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new WireError("a number has more than 10 bytes");
  }

  while (at < bytes.length) {
    const start = at;
    const tag = varint();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (field === 0) throw new WireError("a field has the number 0");
    if (type === 0) yield { field, value: varint(), bytes: undefined, start, end: at };
    else if (type === 1 || type === 5) {
      at += type === 1 ? 8 : 4;
      if (at > bytes.length) break;
      yield { field, value: Number.NaN, bytes: undefined, start, end: at };
    } else if (type === 2) {
      const length = varint();
      const end = at + length;
      if (end > bytes.length) throw new WireError("a field is cut off", end);
      yield { field, value: length, bytes: bytes.subarray(at, end), start, end };
      at = end;
    } else throw new WireError(`a field has the wire type ${type}`);
  }
  if (at > bytes.length) throw new WireError("a field is cut off", at);
}
