import { laionRules } from "../rules/laion-rules.js";
import type { IfMissing, MeasureMany } from "../rules/measured-rule.js";
import { minTextLength } from "../rules/min-text-length.js";
import type { FunnelRule } from "./funnel-rule.js";
import { type DedupeOptions, dedupeUrls, dedupeUrlsAndTexts } from "./rules/dedupe.js";
import { type LanguagePart, languagePart } from "./rules/language.js";
import { maxWatermark, minAesthetic, minSimilarity } from "./rules/scores.js";
import { minFileSize, minSide } from "./rules/size.js";

/** What a preset needs to measure what the pairs don't have yet. */
export type PresetOptions = DedupeOptions & {
  /** Of CLIP ViT-B/32; for `"laion5b-multi"`, of the multilingual M-CLIP. The thresholds mean nothing for other models. */
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

/** “5 KB”; in crawling@home, the workers that made LAION's datasets, it is 5000. */
const MIN_BYTES = 5000;

const LAION_400M =
  "Schuhmann et al. 2021, section 2, https://arxiv.org/abs/2111.02114, and https://laion.ai/blog/laion-400-open-dataset/";
const LAION_5B =
  "Schuhmann et al. 2022, section 3, https://arxiv.org/abs/2210.08402, and https://laion.ai/blog/laion-5b/";

/**
 * The rules of published datasets, as far as their authors have published thresholds: what isn't here is LAION's removal of illegal
 * images, and of images of “too big resolution”. LAION only takes addresses in `src`: make the pairs with `address: "src"`. Texts whose
 * language isn't certain (laion1B-nolang) had the threshold of other languages.
 */
export const funnelPresets: Readonly<Record<FunnelPresetName, FunnelPreset>> = {
  laion400m: {
    title: "LAION-400M",
    source: LAION_400M,
    rules: (options = {}) => laion(0.3, dedupeUrlsAndTexts(options), options),
  },
  "laion5b-en": {
    title: "LAION-5B, English part (laion2B-en)",
    source: LAION_5B,
    rules: (options = {}) => laion(0.28, dedupeUrls(options), options, "english"),
  },
  "laion5b-multi": {
    title: "LAION-5B, other languages (laion2B-multi)",
    source: LAION_5B,
    rules: (options = {}) => laion(0.26, dedupeUrls(options), options, "other"),
  },
  "sd-1": {
    title: "Stable Diffusion 1.2 to 1.5, from laion2B-en",
    source: "https://github.com/CompVis/stable-diffusion, README, section Weights: “laion-aesthetics v2 5+”",
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

function laion(bound: number, dedupe: FunnelRule, options: PresetOptions, part?: LanguagePart): FunnelRule[] {
  const { similarity, detect, ifMissing } = options;
  return [
    ...laionRules(),
    ...(part === undefined ? [] : [languagePart(part, { detect, ifMissing })]),
    dedupe,
    minFileSize(MIN_BYTES, { ifMissing }),
    minSimilarity(bound, { score: similarity, ifMissing }),
  ];
}
