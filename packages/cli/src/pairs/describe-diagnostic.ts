import type { Diagnostic } from "@alt2img/core";
import { printable } from "../printable.js";

/** A diagnostic on one line: the place, the record, the message. */
export function describeDiagnostic({ message, filename, offset, recordId, url }: Diagnostic): string {
  const where = [
    filename,
    offset === undefined ? undefined : `byte ${offset}`,
    url === undefined ? undefined : `<${url}>`,
    url === undefined ? recordId : undefined,
  ].filter((part) => part !== undefined);
  return printable(`${where.join(", ")}${where.length > 0 ? ": " : ""}${message}`.replace(/\s+/g, " "));
}
