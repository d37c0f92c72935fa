/** A threshold that filtered a published dataset. */
export type PublishedFilter = {
  readonly dataset: string;
  /** Pairs with a lower cosine were left out. */
  readonly threshold: number;
  /** The model whose cosines were compared; the threshold means nothing for another model's. */
  readonly checkpoint: string;
  readonly source: string;
};

const LAION_400M = "https://arxiv.org/abs/2111.02114";
const LAION_5B = "https://arxiv.org/abs/2210.08402";

/** LAION's filters. English texts were scored by OpenAI's ViT-B/32, all others by a multilingual text model for its image model. */
export const publishedFilters: readonly PublishedFilter[] = [
  { dataset: "LAION-400M", threshold: 0.3, checkpoint: "openai/clip-vit-base-patch32", source: LAION_400M },
  { dataset: "LAION-5B, English", threshold: 0.28, checkpoint: "openai/clip-vit-base-patch32", source: LAION_5B },
  {
    dataset: "LAION-5B, other languages",
    threshold: 0.26,
    checkpoint: "M-CLIP/XLM-Roberta-Large-Vit-B-32",
    source: LAION_5B,
  },
];

/** What a published filter would have done with a score. */
export type FilterVerdict = PublishedFilter & {
  readonly kept: boolean;
  /** Whether the score comes from the model that the threshold is for. If not, `kept` says little. */
  readonly comparable: boolean;
};

/** @param checkpoint the one that the score comes from, if it is known */
export function filterVerdicts(cosine: number, checkpoint: string | undefined): FilterVerdict[] {
  return publishedFilters.map((filter) => ({
    ...filter,
    kept: cosine >= filter.threshold,
    comparable: filter.checkpoint === checkpoint,
  }));
}
