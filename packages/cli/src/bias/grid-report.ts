import type { Amplification } from "@alt2img/bias/amplification";
import type { PredictedShares } from "@alt2img/bias/representation";
import type { MeasuredError } from "./measure-error.js";

/** Pictures of a grid that are counted together. */
export type GridGroup = {
  readonly model: string;
  readonly guidance: string;
  /** The value of `--by`; left out for all pictures. */
  readonly value?: string;
  readonly shares: PredictedShares;
  /** Against the share in the training data, for the first value. */
  readonly amplification?: Amplification;
};

/** Without the classifier's error if it wasn't measured. */
export type GridReport = Partial<MeasuredError> & { readonly groups: readonly GridGroup[] };
