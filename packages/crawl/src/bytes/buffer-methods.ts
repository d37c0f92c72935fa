/** Node's `Buffer`, as far as it is used here. Its methods work on any `Uint8Array`. */
type BufferMethods = {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  utf8Slice(this: Uint8Array, start: number, end: number): string;
  indexOf(this: Uint8Array, value: Uint8Array, from: number): number;
};

/**
 * Methods of Node's `Buffer` that are several times faster on short pieces than what the platforms share; `undefined` in
 * browsers, where a bundler's stand-in for Buffer may lack them.
 */
export function bufferMethods(): BufferMethods | undefined {
  // Through `unknown`: its types say that it is always there, and do not name all of these.
  const { Buffer } = globalThis as unknown as { Buffer?: { prototype: Partial<BufferMethods> } };
  const methods = Buffer?.prototype;
  return methods?.latin1Slice && methods.utf8Slice && methods.indexOf ? (methods as BufferMethods) : undefined;
}
