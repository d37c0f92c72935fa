/**
 * Strings by number, each stored once as UTF-8: a map that uses bytes, not objects, and doesn't keep larger strings alive.
 */
export type StringPool = {
  /** The number of `text`, from 1; it is added if it is new. */
  intern(text: string): number;
  /** The number of `text`, or 0 if it is not there. */
  find(text: string): number;
  /** The text with this number; `""` for 0. */
  text(number: number): string;
  /** How many there are. */
  readonly size: number;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function createStringPool(): StringPool {
  let bytes = new Uint8Array(1 << 16);
  let end = 0;
  let ends = new Uint32Array(1 << 12);
  let slots = new Uint32Array(1 << 13);
  let size = 0;

  /** The slot that holds the bytes from `start` to `stop`, or the free slot where they belong. */
  const slotOf = (start: number, stop: number): number => {
    let slot = hash(bytes, start, stop) & (slots.length - 1);
    for (let number = slots[slot]!; number !== 0; number = slots[slot]!) {
      if (equalRanges(bytes, ends[number - 1]!, ends[number]!, start, stop)) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };

  /** Writes `text` after the last one without keeping it. */
  const write = (text: string): number => {
    const needed = end + text.length * 3;
    if (needed > bytes.length) {
      const larger = new Uint8Array(Math.max(needed, Math.ceil(bytes.length * 1.5)));
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    return end + encoder.encodeInto(text, bytes.subarray(end)).written;
  };

  const grow = (): void => {
    const larger = new Uint32Array(ends.length * 2);
    larger.set(ends);
    ends = larger;
    slots = new Uint32Array(slots.length * 2);
    for (let number = 1; number <= size; number++) slots[slotOf(ends[number - 1]!, ends[number]!)] = number;
  };

  return {
    intern(text) {
      if (text === "") return 0;
      const stop = write(text);
      const slot = slotOf(end, stop);
      if (slots[slot] !== 0) return slots[slot]!;
      size++;
      slots[slot] = size;
      end = stop;
      ends[size] = stop;
      if (size + 1 === ends.length) grow();
      return size;
    },
    find(text) {
      return text === "" ? 0 : slots[slotOf(end, write(text))]!;
    },
    text(number) {
      return number === 0 ? "" : decoder.decode(bytes.subarray(ends[number - 1], ends[number]));
    },
    get size() {
      return size;
    },
  };
}

function hash(bytes: Uint8Array, start: number, stop: number): number {
  let value = 0x811c9dc5;
  for (let i = start; i < stop; i++) value = Math.imul(value ^ bytes[i]!, 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

function equalRanges(bytes: Uint8Array, start: number, stop: number, otherStart: number, otherStop: number): boolean {
  if (stop - start !== otherStop - otherStart) return false;
  for (let i = start, j = otherStart; i < stop; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
