import { Alt2imgError } from "@alt2img/core";
import type { PackagedFile } from "./packaged-file.js";

export const unreachable = ({ path, url }: PackagedFile, reason: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError(
    "tiny/unreachable",
    `${path} of @alt2img/tiny cannot be read from ${url.href}: ${reason}. Install the package again, or make sure that your bundler or server serves its files.`,
    { cause },
  );

export const damaged = ({ path, url }: PackagedFile, found: string, expected: string): Alt2imgError =>
  new Alt2imgError(
    "tiny/damaged",
    `${path} of @alt2img/tiny (${url.href}) has ${found}; it should have ${expected}. Install the package again.`,
  );

/** Browsers inflate such a response, and some of them only its first member: the stored bytes are lost. */
export const inflated = ({ path, url }: PackagedFile): Alt2imgError =>
  new Alt2imgError(
    "tiny/inflated",
    `The server sends ${path} (${url.href}) with Content-Encoding: gzip, so that it is inflated on the way. Have .gz files served as they are, as application/octet-stream; some development servers do not.`,
  );
