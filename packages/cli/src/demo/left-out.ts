/** Sentences about what can't be known without the tiny world, for the terminal and the report. */
export const leftOut = {
  truth:
    "What the texts of this crawl really are isn’t known, as it is of the tiny crawl, so nothing here says which texts CLIP gets wrong, or how often the filter is right.",
  formulas: (model: string): string =>
    `The two formulas draw from a training set, and that of ${model} isn’t here, so only the network draws.`,
  training: (model: string): string =>
    `Which images ${model} was trained on isn’t known here, as it is of the tiny Stable Diffusion, so its picture can’t be traced.`,
  twins: (model: string): string =>
    `There is no twin of ${model} that was trained on other captions, as there is of the tiny Stable Diffusion, so there is nothing to compare.`,
  search: "LAION’s rules have kept no pair of this crawl, so there is nothing to search.",
} as const;
