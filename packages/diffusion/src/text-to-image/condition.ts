import type { Tensor } from "@alt2img/core";

/** What a U-Net knows of a prompt. Plain data. */
export type Condition = {
  /** The text encoder's states, `[1, tokens, hidden size]`. */
  readonly states: Tensor;
};
