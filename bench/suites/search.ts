// Exact search beside reading the same bytes once, which is as fast as it could be: memcmp of the first half of the rows
// with the second, which is equal.

import { exactSearch, toFloat16, toInt8 } from "@alt2img/dataset/search";
import { type Comparison, compare } from "../compare.js";

const [rows, dimension] = [100_000, 512];

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const data = vectors();
  const query = data.slice(7 * dimension, 8 * dimension);
  const kinds = {
    "32-bit floats": { rows, dimension, data },
    "16-bit floats": { rows, dimension, data: Uint16Array.from(data, toFloat16) },
    "8-bit integers": toInt8(data, dimension),
  };
  for (const [name, embeddings] of Object.entries(kinds)) {
    const index = exactSearch([{ name: "all", embeddings }]);
    const bytes = Buffer.from(embeddings.data.buffer);
    const half = bytes.length / 2;
    yield await compare({
      title: `the 10 nearest of ${rows} rows of ${dimension} ${name}`,
      bytes: bytes.length,
      candidates: [
        { name: "exactSearch", run: async () => (await index.search(query)).map(({ row }) => row).join(" ") },
        { name: "reading it once (memcmp)", run: () => bytes.subarray(0, half).compare(bytes.subarray(half)) },
      ],
    });
  }
}

/** Pseudo-random unit vectors; the second half is equal to the first. */
function vectors(): Float32Array<ArrayBuffer> {
  const data = new Float32Array(rows * dimension);
  let state = 1;
  const half = data.length / 2;
  for (let at = 0; at < half; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = (state / 2 ** 32 - 0.5) * Math.sqrt(12 / dimension);
  }
  data.copyWithin(half, 0, half);
  return data;
}
