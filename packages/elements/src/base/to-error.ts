import { Alt2imgError } from "@alt2img/core";

/** Any failure as an `Alt2imgError`, so that pages can tell them apart by their code. */
export function toError(error: unknown): Alt2imgError {
  if (error instanceof Alt2imgError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /allocation|memory/i.test(message)) {
    return new Alt2imgError("elements/memory", message, { cause: error });
  }
  if (typeof WebAssembly === "undefined") return new Alt2imgError("elements/webassembly", message, { cause: error });
  return new Alt2imgError("elements/unexpected", message, { cause: error });
}
