import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";

/** The file isn't one of an index that `writeIvf` wrote. */
export function ivfError({ name }: Pick<RandomAccessBytes, "name">, found: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError(
    "dataset/ivf",
    `${name ?? "A file of the index"} ${found}. Write the index again with writeIvf, and keep its files together.`,
    { cause },
  );
}
