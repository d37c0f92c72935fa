import { concatenate } from "@alt2img/core";

/** A field of a Protocol Buffers message with bytes (wire type 2): text, or a message. */
export const bytesField = (field: number, content: Uint8Array): Uint8Array =>
  concatenate([varint(field * 8 + 2), varint(content.length), content]);

export const textField = (field: number, text: string): Uint8Array => bytesField(field, new TextEncoder().encode(text));

/** A field with a whole number, 0 or more (wire type 0). */
export const numberField = (field: number, value: number): Uint8Array =>
  concatenate([varint(field * 8), varint(value)]);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.of(...bytes, rest);
}
