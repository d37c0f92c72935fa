import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";

/** The file isn't one of an index that `writeIvf` wrote. */
export function ivfError({ name }: Pick<RandomAccessBytes, "name">, found: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError(
    "dataset/ivf",
    `${name ?? "A file of the index"} ${found}. Write the index again with writeIvf, and keep its files together.`,
    { cause },
  );
}

/** As `ivfError`, for what was thrown while the file was read as Parquet; errors of reading are passed on as they are. */
export function unreadableIvf(file: Pick<RandomAccessBytes, "name">, cause: unknown): Alt2imgError {
  if (cause instanceof Alt2imgError) return cause;
  return ivfError(file, `can't be read as Parquet (${cause instanceof Error ? cause.message : String(cause)})`, cause);
}
