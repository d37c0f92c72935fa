import type { Amplification } from "@alt2img/bias/amplification";
import type { Calibration, PredictedShares } from "@alt2img/bias/representation";

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

export type GridReport = { readonly calibration?: Calibration; readonly groups: readonly GridGroup[] };
