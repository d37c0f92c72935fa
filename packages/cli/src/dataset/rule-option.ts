import { minTextLength, respectOptOut } from "@alt2img/dataset";
import {
  dedupeUrls,
  dedupeUrlsAndTexts,
  type FunnelRule,
  type IfMissing,
  imageAddress,
  type LanguagePart,
  languagePart,
  maxAspectRatio,
  maxPixels,
  maxUnsafe,
  maxWatermark,
  minAesthetic,
  minFileSize,
  minSide,
  minSimilarity,
  nearDuplicateEmbeddings,
  nearDuplicateImages,
} from "@alt2img/dataset/funnel";
import { InvalidArgumentError } from "commander";

/** What rules are made with, besides their value. */
export type RuleContext = {
  readonly ifMissing?: IfMissing | undefined;
  /** A text's language, for pairs that don't have it in their column `LANGUAGE`. */
  readonly detect?: ((text: string) => string) | undefined;
};

/** A rule as the option `--rule` names it. */
export type AskedRule = { readonly name: string; readonly make: (context: RuleContext) => FunnelRule };

type RuleKind = {
  /** For the help: `min-side=PIXELS`. */
  readonly value?: string;
  readonly does: string;
  make(value: string | undefined): (context: RuleContext) => FunnelRule;
};

const withNumber = (
  value: string,
  does: string,
  of: (value: number, context: RuleContext) => FunnelRule,
): RuleKind => ({
  value,
  does,
  make: (text = "") => {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError(`It needs a number, =${value}.`);
    return (context) => of(number, context);
  },
});

const withChoice = <Choice extends string>(
  choices: readonly Choice[],
  does: string,
  of: (value: Choice, context: RuleContext) => FunnelRule,
): RuleKind => ({
  value: choices.join("|"),
  does,
  make: (text) => {
    const choice = choices.find((each) => each === text);
    if (choice === undefined)
      throw new InvalidArgumentError(`It needs one of ${choices.map((each) => `=${each}`).join(", ")}.`);
    return (context) => of(choice, context);
  },
});

const alone = (does: string, make: () => FunnelRule): RuleKind => ({
  does,
  make: (text) => {
    if (text !== undefined) throw new InvalidArgumentError("It takes no value.");
    return make;
  },
});

const kinds: Readonly<Record<string, RuleKind>> = {
  "min-text-length": withNumber("CHARACTERS", "leaves out shorter texts", minTextLength),
  "image-address": alone("leaves out addresses that end like a page, a film or an archive", imageAddress),
  "opt-out": alone("leaves out pages that opted out", () => respectOptOut()),
  language: withChoice<LanguagePart>(
    ["english", "other", "none"],
    "keeps one of LAION-5B's three parts, by the column LANGUAGE or with eld",
    languagePart,
  ),
  "min-side": withNumber("PIXELS", "leaves out images with a shorter side", minSide),
  "max-aspect-ratio": withNumber("RATIO", "leaves out banners", maxAspectRatio),
  "max-pixels": withNumber("PIXELS", "leaves out larger images", maxPixels),
  "min-file-size": withNumber("BYTES", "leaves out smaller files, by the column bytes", minFileSize),
  dedupe: withChoice(["url", "url-text"], "leaves out all but the first of equal pairs", (key) =>
    key === "url" ? dedupeUrls() : dedupeUrlsAndTexts(),
  ),
  "near-duplicate-images": withNumber("BITS", "leaves out images whose hash (column phash) is so near", (distance) =>
    nearDuplicateImages({ distance }),
  ),
  "near-duplicate-embeddings": withNumber(
    "COSINE",
    "leaves out pairs whose embedding (column image_embedding) is so near",
    (similarity) => nearDuplicateEmbeddings({ similarity, column: "image_embedding" }),
  ),
  "min-similarity": withNumber("COSINE", "leaves out texts unlike the image, by the column similarity", minSimilarity),
  "min-aesthetic": withNumber("SCORE", "keeps scores above, by the column aesthetic", minAesthetic),
  "max-watermark": withNumber("PROBABILITY", "keeps those below, by the column pwatermark", maxWatermark),
  "max-unsafe": withNumber("PROBABILITY", "keeps those below, by the column punsafe", maxUnsafe),
};

/** A line for each rule, for the help. */
export const ruleHelp: string = Object.entries(kinds)
  .map(([name, { value, does }]) => `  ${(value === undefined ? name : `${name}=${value}`).padEnd(34)} ${does}`)
  .join("\n");

/** `min-side=64`, together with those of an earlier option. */
export function ruleList(text: string, earlier: readonly AskedRule[] = []): AskedRule[] {
  const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) {
    throw new InvalidArgumentError(`“${name}” isn't a rule. Choose from ${Object.keys(kinds).join(", ")}.`);
  }
  if (earlier.some((rule) => rule.name === name)) throw new InvalidArgumentError(`${name} is there twice.`);
  return [...earlier, { name, make: kind.make(value) }];
}
