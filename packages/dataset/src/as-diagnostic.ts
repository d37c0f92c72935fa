import { Alt2imgError, type Diagnostic, type RecordLocation } from "@alt2img/core";

type Whereabouts = { location: RecordLocation; recordId?: string | undefined; url?: string | undefined };

/** The error as a diagnostic, so that reading can continue. Anything but an `Alt2imgError` is thrown again. */
export function asDiagnostic(error: unknown, { location, recordId, url }: Whereabouts): Diagnostic {
  if (!(error instanceof Alt2imgError)) throw error;
  const diagnostic: Diagnostic = { code: error.code, message: error.message };
  const { filename, offset } = location;
  if (filename !== undefined) diagnostic.filename = filename;
  if (offset !== undefined) diagnostic.offset = offset;
  if (recordId !== undefined) diagnostic.recordId = recordId;
  if (url !== undefined) diagnostic.url = url;
  return diagnostic;
}
