import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** By which a file of ours is told from a damaged one: how many bytes it has, and their CRC-32. */
export type PartSum = { bytes: number; crc32: number };

export type CheckSum = { add(bytes: Uint8Array): void; value(): PartSum };

export function createCheckSum(): CheckSum {
  const sum: PartSum = { bytes: 0, crc32: 0 };
  return {
    add: (bytes) => {
      sum.bytes += bytes.length;
      sum.crc32 = crc32(bytes, sum.crc32);
    },
    value: () => ({ ...sum }),
  };
}

/** Whether the file holds what was written, as far as its size and CRC-32 tell. Where it is not there, it does not. */
export async function isWhole(path: string, expected: PartSum): Promise<boolean> {
  try {
    if ((await stat(path)).size !== expected.bytes) return false;
    const sum = createCheckSum();
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) sum.add(chunk);
    return sum.value().crc32 === expected.crc32;
  } catch {
    return false;
  }
}
