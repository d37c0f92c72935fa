import type { Alt2imgError } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";

/** At most this many paths are listed in an error. */
const LISTED = 40;

export function noSuchFile(folder: string, path: string, paths: readonly string[]): Alt2imgError {
  const listed = paths.slice(0, LISTED).join(", ");
  const more = paths.length > LISTED ? ` and ${paths.length - LISTED} more` : "";
  return onnxError("no-such-file", `There is no file “${path}” in ${folder}. It has: ${listed || "no files"}${more}.`);
}
