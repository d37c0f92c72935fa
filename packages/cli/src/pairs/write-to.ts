import type { Writable } from "node:stream";

/** Writes to a stream and waits until it has taken the bytes, so that a slow output doesn't fill the memory. */
export function writeTo(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
