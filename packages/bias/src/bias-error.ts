import { Alt2imgError } from "@alt2img/core";

/** What this package throws; the error's code is `bias/` followed by this. */
export type BiasErrorCode = "sets" | "vector" | "option" | "row" | "counts" | "draw";

export const biasError = (code: BiasErrorCode, message: string): Alt2imgError =>
  new Alt2imgError(`bias/${code}`, message);
