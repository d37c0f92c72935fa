/** Prompts that two models drew from the same seeds, where the models differ in nothing but their data. Plain data. */
export type ComparedTwins = {
  /** What the models are called: first the one whose data are even. */
  models: readonly [string, string];
  seeds: readonly number[];
  steps: number;
  prompts: readonly TwinPrompt[];
};

export type TwinPrompt = {
  prompt: string;
  /** Of the training drawings with this caption that show a woman or a man, the share that shows a woman, for each model: from 0 to 1. */
  women: readonly [number, number];
  /** The pictures of each model as data URLs, one for each seed. */
  pictures: readonly [readonly string[], readonly string[]];
};
