import { Alt2imgError } from "@alt2img/core";
import type { NewWarcRecord } from "./new-record.js";

/**
 * Checks for the mistakes that a caller without types can make.
 * @throws Alt2imgError `crawl/new-record`, which says what is expected
 */
export function checkNewRecord({ type, date, block, targetUri }: NewWarcRecord): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new Alt2imgError(
      "crawl/new-record",
      `The record ${targetUri ?? ""} has the ${name} ${describe(value)}; it must be ${expected}.`,
    );
  };
  if (typeof type !== "string" || type === "") {
    refuse("type", type, "a WARC-Type: warcinfo, response, resource, request, metadata, revisit or conversion");
  }
  if (date !== undefined && typeof date !== "string") {
    refuse("date", date, "a string such as 2026-11-22T12:00:00Z. For a Date, use its toISOString()");
  }
  if (typeof block !== "string" && !(block instanceof Uint8Array)) {
    refuse("block", block, "a string or a Uint8Array. For a stream, use collectBytes of @alt2img/core");
  }
}

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "object") : String(value);
}
