import { Alt2imgError } from "../error.js";

/** @throws Alt2imgError `core/random-size` if the size isn't a count */
export function checkSize(size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new Alt2imgError("core/random-size", `The size is ${size}; it must be a number of elements: 0, 1, 2 …`);
}
