/** Who draws: a network, the formula that memorises its drawings, or the one that recombines them. */
export type Painter = "network" | "memorising" | "recombining";

/** What a painter guessed on its way from noise to a picture. Plain data. */
export type DrawnStrip = {
  painter: Painter;
  /** Some of its steps in order, the last one among them. `step` counts from 1. */
  frames: { step: number; dataUrl: string }[];
  /** The drawing of the training set that the result is nearest to. */
  nearest?: {
    name: string;
    /** Root mean square difference of the pixels, from 0 to 1. */
    difference: number;
    dataUrl: string;
  };
};

/** A prompt, drawn from the same seed in several ways. Plain data. */
export type DrawnPrompt = {
  prompt: string;
  model: string;
  seed: number;
  steps: number;
  /**
   * How many drawings the formulas know: those with the prompt for a caption, or with all of its words in one. Left out if it isn't
   * known what the model was trained on.
   */
  known?: number;
  strips: DrawnStrip[];
};
