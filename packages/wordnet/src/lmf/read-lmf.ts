import { Alt2imgError, type OnDiagnostic, type OnProgress } from "@alt2img/core";
import type { Draft } from "../compiled/draft.js";
import type { PeekedBytes } from "../peek.js";

export type ReadLmfOptions = {
  onDiagnostic: OnDiagnostic;
  onProgress: OnProgress | undefined;
  signal: AbortSignal | undefined;
};

export async function readLmf(_source: PeekedBytes, _options: ReadLmfOptions): Promise<Draft> {
  throw new Alt2imgError("wordnet/xml", "Not read yet.");
}
