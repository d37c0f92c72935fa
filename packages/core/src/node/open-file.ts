import * as files from "node:fs/promises";
import { type FileBytes, openFileWith } from "../file-bytes.js";

/**
 * Opens a file for reading parts of it; `await using` closes it.
 *
 * @param path a path or a `file:` URL
 * @throws Alt2imgError, now or from `slice`: `core/unreachable` when it can't be opened or read (the system's error is the
 *   `cause`), or isn't a regular file; `core/damaged` when it has become shorter; `core/range`
 */
export function openFile(path: string | URL): Promise<FileBytes> {
  return openFileWith(files, path);
}
