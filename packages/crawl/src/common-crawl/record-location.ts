import { Alt2imgError } from "@alt2img/core";

/** Where a record is; the numbers may be strings of digits. */
export type RecordLocation = {
  filename?: string;
  offset?: number | string;
  length?: number | string;
};

/** @throws Alt2imgError `crawl/no-location` if something is missing or isn't a whole number */
export function checkLocation({ filename, offset, length }: RecordLocation): {
  filename: string;
  offset: number;
  length: number;
} {
  const start = wholeNumber(offset);
  const bytes = wholeNumber(length);
  if (typeof filename === "string" && filename !== "" && start !== undefined && bytes !== undefined && bytes > 0) {
    return { filename, offset: start, length: bytes };
  }
  throw new Alt2imgError(
    "crawl/no-location",
    `The capture has filename ${filename}, offset ${offset} and length ${length}. To fetch its record, it needs a path as its filename and whole numbers as its offset and length.`,
  );
}

/** Like the numbers of an index: at most 15 digits, so that sums stay exact. */
function wholeNumber(value: unknown): number | undefined {
  return (typeof value === "number" || typeof value === "string") && /^\d{1,15}$/.test(String(value))
    ? Number(value)
    : undefined;
}
