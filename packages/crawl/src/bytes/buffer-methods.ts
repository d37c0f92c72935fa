/** The methods of Node's `Buffer` that are used here. They work on any `Uint8Array`. */
type BufferMethods = {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  utf8Slice(this: Uint8Array, start: number, end: number): string;
  indexOf(this: Uint8Array, value: Uint8Array, from: number): number;
};

/**
 * Methods of Node's `Buffer` that are several times faster on short pieces than what all platforms have; `undefined` in
 * browsers, where a bundler's stand-in for Buffer may lack them.
 */
export function bufferMethods(): BufferMethods | undefined {
  // Through `unknown`: Node's types say that Buffer is always there, and leave some of these methods out.
  const { Buffer } = globalThis as unknown as { Buffer?: { prototype: Partial<BufferMethods> } };
  const methods = Buffer?.prototype;
  return methods?.latin1Slice && methods.utf8Slice && methods.indexOf ? (methods as BufferMethods) : undefined;
}
