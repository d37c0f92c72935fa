/** What `alt2img-denoising-strip` says. Numbers come as the language writes them. */
export type DenoisingStripMessages = {
  /** The prompt to start with; the tiny model knows English names of emoji. */
  readonly example: string;
  readonly explanation: string;
  readonly prompt: string;
  readonly seed: string;
  readonly steps: string;
  readonly guidance: string;
  readonly draw: string;
  readonly stop: string;
  readonly save: string;
  /** What Draw loads, for the tiny model and for others. */
  readonly loads: string;
  readonly loadsOther: string;
  readonly settings: (seed: string, steps: string, guidance: string) => string;
  readonly drawing: (done: string, steps: string) => string;
  readonly stopped: (done: string) => string;
  readonly strip: string;
  readonly step: (step: string, steps: string) => string;
  readonly guess: (step: string, steps: string, sigma: string) => string;
  /** @param difference a percentage */
  readonly away: (difference: string) => string;
  readonly picture: string;
  /** @param close a percentage */
  readonly settled: (steps: string, settled: string, close: string) => string;
  readonly neverSettled: (steps: string) => string;
  readonly cut: (words: string) => string;
  readonly table: string;
  readonly columns: {
    readonly step: string;
    readonly timestep: string;
    readonly sigma: string;
    readonly change: string;
    readonly difference: string;
  };
};

export const denoisingStripEn: DenoisingStripMessages = {
  example: "red heart",
  explanation:
    "The model begins with nothing but noise. In each step it guesses the picture behind it, and goes part of the way there. The strip shows its guesses.",
  prompt: "Prompt",
  seed: "Seed",
  steps: "Steps",
  guidance: "Guidance",
  draw: "Draw",
  stop: "Stop",
  save: "Save the picture",
  loads: "The first drawing loads 34 MB.",
  loadsOther: "The first drawing loads the model, which may take a while.",
  settings: (seed, steps, guidance) => `seed ${seed}, ${steps} steps, guidance ${guidance}`,
  drawing: (done, steps) => `Drawing: step ${done} of ${steps} …`,
  stopped: (done) => `Stopped after ${done} steps.`,
  strip: "What the model guesses in each step",
  step: (step, steps) => `Step ${step} of ${steps}`,
  guess: (step, steps, sigma) => `Step ${step} of ${steps}: the guess behind noise of level ${sigma}.`,
  away: (difference) => `It is ${difference} away from the finished picture.`,
  picture: "The finished picture",
  settled: (steps, settled, close) =>
    `Drawn in ${steps} steps. From step ${settled} on, the guess is within ${close} of the finished picture.`,
  neverSettled: (steps) => `Drawn in ${steps} steps. The guess changed until the last one.`,
  cut: (words) => `The prompt is too long. The model doesn’t see: ${words}`,
  table: "As a table",
  columns: {
    step: "Step",
    timestep: "Timestep",
    sigma: "Noise level (sigma)",
    change: "Change of the guess",
    difference: "Away from the finished picture",
  },
};
