import { onnxError } from "../onnx-error.js";

/** Percent-encoded dots, slashes, backslashes and NUL, however often they were encoded: some servers decode more than once. */
const ENCODED = /%(?:25)*(?:2e|2f|5c|00)/i;

/**
 * The parts of a file's path within its folder: names with `/` between them.
 *
 * @throws Alt2imgError `onnx/path` for any path that leads out of the folder, or could on some system or server: an
 *   absolute path, an empty, `.` or `..` part, a backslash, a colon, a control character, or a percent-encoded one of these
 */
export function pathParts(path: string): string[] {
  const parts = typeof path === "string" ? path.split("/") : [];
  const bad =
    parts.length === 0 ||
    parts.some((part) => part === "" || /^\.{1,2}\s*$/.test(part)) ||
    /[\\:\u0000-\u001f\u007f]/.test(path) ||
    ENCODED.test(path);
  if (!bad) return parts;
  throw onnxError(
    "path",
    `${JSON.stringify(path)} isn't a path within the model's folder. Give names with / between them, such as onnx/model.onnx.`,
  );
}
