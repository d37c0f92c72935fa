import { Alt2imgError } from "@alt2img/core";

/** What this package throws; the code of the error is `clip/` and this. */
export type ClipErrorCode =
  | "bad-file"
  | "unsupported-model"
  | "unsupported-preprocessing"
  | "wrong-tokenizer"
  | "no-model"
  | "no-logit-scale"
  | "broken-embedding"
  | "embedding-width"
  | "option"
  | "text"
  | "wrong-activation"
  | "other-embeddings";

export const clipError = (code: ClipErrorCode, message: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError(`clip/${code}`, message, cause === undefined ? undefined : { cause });
