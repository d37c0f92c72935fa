import { Alt2imgError } from "@alt2img/core";

/** What can be wrong with a model folder, a model or a run; the error's code is `onnx/` followed by this. */
export type OnnxErrorCode =
  | "source"
  | "path"
  | "no-such-file"
  | "no-list"
  | "not-a-folder"
  | "forbidden"
  | "unreachable"
  | "html"
  | "empty"
  | "damaged"
  | "too-large"
  | "lfs-pointer"
  | "broken-model"
  | "external-data"
  | "interface"
  | "feeds"
  | "device"
  | "runtime"
  | "run"
  | "closed"
  | "float16";

export const onnxError = (code: OnnxErrorCode, message: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError(`onnx/${code}`, message, cause === undefined ? undefined : { cause });

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
