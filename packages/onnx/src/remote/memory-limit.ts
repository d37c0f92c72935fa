import { formatBytes } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";

/** Chrome's largest `ArrayBuffer`, and about what a page gets anywhere. */
const LARGEST_IN_BROWSERS = 2 ** 31 - 2 ** 16;

/**
 * The size of the largest file that may be read into memory: in Node what is free, also within a container's limit;
 * in browsers half of the device's memory, and always less than 2 GiB.
 */
function memoryLimit(): number {
  const { process } = globalThis;
  if (process?.getBuiltinModule !== undefined) {
    return process.availableMemory?.() ?? process.getBuiltinModule("node:os").freemem();
  }
  // In GiB; not in Firefox and Safari.
  const { deviceMemory = 4 } = navigator as { deviceMemory?: number };
  return Math.min(LARGEST_IN_BROWSERS, deviceMemory * 2 ** 29);
}

/** @throws Alt2imgError `onnx/too-large` */
export function checkMemory(name: string, byteLength: number, maxBytes: number = memoryLimit()): void {
  if (byteLength <= maxBytes) return;
  throw onnxError(
    "too-large",
    `${name} has ${formatBytes(byteLength)}, but at most ${formatBytes(maxBytes)} fit into memory. It wasn't read. ` +
      "Use a smaller model, such as a quantised one.",
  );
}
