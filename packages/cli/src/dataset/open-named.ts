import { statSync } from "node:fs";
import { Alt2imgError } from "@alt2img/core";
import { type Dataset, openDataset } from "@alt2img/dataset/store";
import { localPath } from "../input/local-path.js";
import { ADDRESS, reasonOfUnreadable } from "../system-error.js";

/**
 * Opens the dataset that an argument names: a folder, a Parquet file or a URL.
 *
 * @throws Alt2imgError `cli/input` if it isn't on this machine; what `openDataset` throws
 */
export async function openNamed(source: string, signal: AbortSignal): Promise<Dataset> {
  const place = localPath(source);
  if (!ADDRESS.test(place)) checkThere(place);
  return openDataset(place, { signal });
}

/** @throws Alt2imgError `cli/input` for a file or folder that doesn't exist or can't be looked at */
export function checkThere(path: string): void {
  try {
    statSync(path);
  } catch (cause) {
    throw new Alt2imgError("cli/input", `Cannot read ${path}: ${reasonOfUnreadable(path, cause)}`, { cause });
  }
}
