import { Alt2imgError } from "@alt2img/core";

/** What this package throws; the error's code is `clip/` followed by this. */
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
  | "closed"
  | "picture-worker"
  | "wrong-activation"
  | "other-embeddings"
  | "other-baseline";

export const clipError = (code: ClipErrorCode, message: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError(`clip/${code}`, message, cause === undefined ? undefined : { cause });
