import { Alt2imgError } from "@alt2img/core";

/** The error for XML that isn't well-formed, with the line where it was noticed. */
export function xmlError(line: number, what: string, options?: ErrorOptions): Alt2imgError {
  return new Alt2imgError("wordnet/xml", `Line ${line} of the XML: ${what}.`, options);
}
