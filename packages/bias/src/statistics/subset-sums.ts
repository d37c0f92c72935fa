import type { Random } from "@alt2img/core";

/**
 * Draws subsets of `size` values, each equally likely, and gives their sums.
 *
 * Near half of the values, a subset is drawn by a fair coin for each value, 32 coins at a time, and evened out: which values are taken
 * out or put in is random, too, so all subsets of the size stay equally likely. Their sums come from tables of eight coins each. It
 * takes a tenth of the time of drawing the values one by one.
 */
export function subsetSums(values: Float64Array, size: number, random: Random): () => number {
  const distance = Math.abs(values.length / 2 - size);
  return values.length >= 16 && distance <= values.length / 8
    ? sumsByCoins(values, size, random)
    : sumsOneByOne(values, size, random);
}

function sumsOneByOne(values: Float64Array, size: number, random: Random): () => number {
  const pool = values.slice();
  const n = pool.length;
  // Drawing the smaller part takes less time; the sum of all is known.
  const drawn = Math.min(size, n - size);
  const total = values.reduce((sum, value) => sum + value, 0);
  return () => {
    let sum = 0;
    for (let i = 0; i < drawn; i++) {
      const other = i + Math.floor(random.uniform() * (n - i));
      const value = pool[other]!;
      pool[other] = pool[i]!;
      pool[i] = value;
      sum += value;
    }
    return drawn === size ? sum : total - sum;
  };
}

function sumsByCoins(values: Float64Array, size: number, random: Random): () => number {
  const n = values.length;
  const words = new Int32Array(Math.ceil(n / 32));
  const lastWord = n % 32 === 0 ? -1 : (1 << (n % 32)) - 1;
  const tables = sumTables(values, words.length);
  const { uint32 } = random;
  return () => {
    let [sum, count] = [0, 0];
    for (let w = 0; w < words.length; w++) {
      let word = uint32() | 0;
      if (w === words.length - 1) word &= lastWord;
      words[w] = word;
      count += bitCount(word);
      const at = w * 1024;
      sum +=
        tables[at + (word & 255)]! +
        tables[at + 256 + ((word >>> 8) & 255)]! +
        tables[at + 512 + ((word >>> 16) & 255)]! +
        tables[at + 768 + (word >>> 24)]!;
    }
    while (count !== size) {
      const i = Math.floor((uint32() / 2 ** 32) * n);
      const bit = 1 << (i & 31);
      const isIn = (words[i >> 5]! & bit) !== 0;
      if (isIn !== count > size) continue;
      words[i >> 5]! ^= bit;
      sum += isIn ? -values[i]! : values[i]!;
      count += isIn ? -1 : 1;
    }
    return sum;
  };
}

/** For each eight values, the sums of all 256 subsets. */
function sumTables(values: Float64Array, words: number): Float64Array {
  const tables = new Float64Array(words * 1024);
  for (let byte = 0; byte < words * 4; byte++) {
    for (let coins = 1; coins < 256; coins++) {
      const lowest = 31 - Math.clz32(coins & -coins);
      const value = values[byte * 8 + lowest] ?? 0;
      tables[byte * 256 + coins] = tables[byte * 256 + (coins & (coins - 1))]! + value;
    }
  }
  return tables;
}

function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
