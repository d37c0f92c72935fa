import { Alt2imgError } from "@alt2img/core";
import { knownReason, reasonOf } from "../system-error.js";

/** Errors of the model packages for which the command line has better advice than their own, which is for programmers. */
const ADVICE: Readonly<Record<string, string>> = {
  "clip/no-logit-scale":
    "The model's files don't contain its logit scale, without which cosines can't become probabilities. Put model.safetensors next to the ONNX files, or use alt2img score, which doesn't need it.",
};

/**
 * The error of a model package as one of ours. Where they come from the cache, they have a core of their own, whose errors
 * are of another class.
 */
export function ownError(error: unknown): unknown {
  // Such as a folder of a model that can't be read, or that somebody deletes meanwhile.
  if (error instanceof Error && "syscall" in error && "path" in error) {
    return new Alt2imgError("cli/input", `Cannot read ${error.path}: ${reasonOf(error)}`, { cause: error });
  }
  if (!(error instanceof Error) || error.name !== "Alt2imgError" || !("code" in error)) return error;
  const code = String(error.code);
  const message = ADVICE[code] ?? knownReason(error) ?? error.message;
  if (error instanceof Alt2imgError && message === error.message) return error;
  return new Alt2imgError(code, message, { cause: error });
}
