// The worker thread of `pictureThreads`: a file of its own in `dist`.
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { Alt2imgError } from "@alt2img/core";
import { writeImageFile } from "../state/image-file.js";
import type { PictureSettings } from "./picture-settings.js";
import { type ReadPicture, readPicture } from "./read-picture.js";

export type ThreadData = {
  readonly folder: string;
  /** The file that only this thread writes to, before it gets its name. */
  readonly partial: string;
  readonly settings: PictureSettings;
};

/** What a picture's file is, and where it is. */
export type StoredPicture = Omit<ReadPicture, "bytes"> & {
  /** In the folder. */
  file: string;
  /** Of the file. */
  bytes: number;
};

/** What the thread answers: the picture, or the code and message of the error. */
export type FromThread = { readonly picture: StoredPicture } | { readonly code: string; readonly message: string };

const made = new Set<string>();

parentPort?.on("message", async (bytes: Uint8Array<ArrayBuffer>) => {
  try {
    parentPort?.postMessage({ picture: await storePicture(bytes, workerData as ThreadData) } satisfies FromThread);
  } catch (error) {
    // A bug ends the thread, which the other side reports.
    if (!(error instanceof Alt2imgError)) throw error;
    parentPort?.postMessage({ code: error.code, message: error.message } satisfies FromThread);
  }
});

async function storePicture(
  fetched: Uint8Array<ArrayBuffer>,
  { folder, partial, settings }: ThreadData,
): Promise<StoredPicture> {
  const { bytes, ...picture } = await readPicture(fetched, settings);
  const sha256 = bytes === fetched ? picture.sha256 : createHash("sha256").update(bytes).digest("hex");
  const file = await writeImageFile(folder, partial, { bytes, format: picture.format, sha256 }, made);
  return { file, bytes: bytes.length, ...picture };
}
