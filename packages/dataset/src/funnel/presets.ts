import { laionRules } from "../rules/laion-rules.js";
import type { IfMissing, MeasureMany } from "../rules/measured-rule.js";
import { minTextLength } from "../rules/min-text-length.js";
import type { FunnelRule } from "./funnel-rule.js";
import { type DedupeOptions, dedupeUrlsAndTexts } from "./rules/dedupe.js";
import { type LanguagePart, languagePart } from "./rules/language.js";
import { maxWatermark, minAesthetic, minSimilarity } from "./rules/scores.js";
import { minFileSize, minSide } from "./rules/size.js";

/** What a preset needs to measure what the pairs don't have yet. */
export type PresetOptions = DedupeOptions & {
  /** Of CLIP ViT-B/32. */
  similarity?: MeasureMany | undefined;
  aesthetic?: MeasureMany | undefined;
  watermark?: MeasureMany | undefined;
  /** A text's language, for LAION-5B. */
  detect?: ((text: string) => string) | undefined;
  /** What happens to pairs without a value, in all rules. Default `"fail"`. */
  ifMissing?: IfMissing | undefined;
};

/** The names of the presets. */
export type FunnelPresetName = "laion400m" | "laion5b-en" | "laion5b-multi" | "sd-1" | "cc2dataset";

/** The rules of a published dataset. */
export type FunnelPreset = { title: string; source: string; rules: (options?: PresetOptions) => FunnelRule[] };

/** In crawling@home, the workers that made LAION's datasets. */
const MIN_BYTES = 5000;

/**
 * The rules of published datasets, as far as their authors have published thresholds. LAION's removal of illegal images has
 * none and isn't here. LAION only takes addresses in `src`: make the pairs with `address: "src"`.
 */
export const funnelPresets: Readonly<Record<FunnelPresetName, FunnelPreset>> = {
  laion400m: {
    title: "LAION-400M",
    source: "Schuhmann et al. 2021, section 2, https://arxiv.org/abs/2111.02114",
    rules: (options = {}) => laion(0.3, options),
  },
  "laion5b-en": {
    title: "LAION-5B, English part (laion2B-en)",
    source: "Schuhmann et al. 2022, section 3, https://arxiv.org/abs/2210.08402",
    rules: (options = {}) => laion(0.28, options, "english"),
  },
  "laion5b-multi": {
    title: "LAION-5B, other languages (laion2B-multi)",
    source: "Schuhmann et al. 2022, section 3, https://arxiv.org/abs/2210.08402",
    rules: (options = {}) => laion(0.26, options, "other"),
  },
  "sd-1": {
    title: "Stable Diffusion 1.2 to 1.5, from laion2B-en",
    source: "https://github.com/CompVis/stable-diffusion, README, section Weights",
    rules: ({ aesthetic, watermark, ifMissing } = {}) => [
      minSide(512, { ifMissing }),
      minAesthetic(5, { score: aesthetic, ifMissing }),
      maxWatermark(0.5, { score: watermark, ifMissing }),
    ],
  },
  cc2dataset: {
    title: "cc2dataset, images",
    source: "https://github.com/rom1504/cc2dataset, main.py, valid_image_link and deduplicate_repartition_count",
    rules: ({ bloom } = {}) => [minTextLength(1), dedupeUrlsAndTexts({ bloom })],
  },
};

function laion(bound: number, options: PresetOptions, part?: LanguagePart): FunnelRule[] {
  const { similarity, detect, bloom, ifMissing } = options;
  return [
    ...laionRules(),
    ...(part === undefined ? [] : [languagePart(part, { detect, ifMissing })]),
    dedupeUrlsAndTexts({ bloom }),
    minFileSize(MIN_BYTES, { ifMissing }),
    minSimilarity(bound, { score: similarity, ifMissing }),
  ];
}
