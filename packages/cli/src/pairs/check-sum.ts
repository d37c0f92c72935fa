import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** The size and CRC-32 of a file that we have written, to find out whether it is damaged. */
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

/** Whether the file exists and contains what was written, judging by its size and CRC-32. */
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
