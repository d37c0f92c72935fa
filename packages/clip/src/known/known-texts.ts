import { clipError } from "../clip-error.js";
import type { ModelConfig } from "../config/model-config.js";
import type { TextCleaning } from "../tokens/text-cleaning.js";
import type { ClipTokenizer } from "../tokens/tokenizer.js";

/** A text and its ids, with those that mark start and end, without padding. */
export type KnownText = { readonly text: string; readonly ids: readonly number[] };

/** From the tokenizer of openai/CLIP, which OpenCLIP, LAION and MobileCLIP use, too. */
const openAi: readonly KnownText[] = [
  { text: "A photo of 2 cats.", ids: [49406, 320, 1125, 539, 273, 3989, 269, 49407] },
  {
    text: "It’s an “emoji” — café &amp; naïve",
    ids: [49406, 585, 568, 550, 257, 16327, 257, 2005, 15304, 261, 1097, 35689, 563, 49407],
  },
  { text: "firefighter's ﬁne dog", ids: [49406, 20498, 568, 3797, 1929, 49407] },
];

/** Of `@alt2img/tiny-clip`. */
const tiny: readonly KnownText[] = [
  { text: "A photo of 2 cats.", ids: [3070, 320, 79, 605, 1798, 514, 273, 1952, 338, 269, 3071] },
  {
    text: "It’s an “emoji” — café &amp; naïve",
    ids: [3070, 864, 1091, 513, 257, 520, 257, 158, 222, 498, 611, 69, 127, 358, 261, 1270, 127, 107, 662, 3071],
  },
  { text: "firefighter's ﬁne dog", ids: [3070, 1135, 1091, 69, 874, 1460, 3071] },
];

/** From SigLIP's English tokenizer, as in transformers' tests. */
const siglip: readonly KnownText[] = [
  { text: "the real mountain view", ids: [260, 638, 3293, 870, 1] },
  { text: "Zürich", ids: [262, 761, 5879, 5345, 1] },
  { text: "San Francisco", ids: [262, 264, 452, 20563, 15949, 1] },
];

/**
 * What a model's tokenizer must give for three texts, if its vocabulary is known here. Without the cleaning, texts that it
 * changes get other ids.
 */
export function knownTexts(config: ModelConfig, cleaning: TextCleaning): readonly KnownText[] {
  const { family, vocabularySize, contextLength, dimension } = config;
  if (family === "siglip") return vocabularySize === 32000 && cleaning === "siglip" ? siglip : [];
  const isTiny = vocabularySize === 3072 && contextLength === 32 && dimension === 128;
  const known = vocabularySize === 49408 ? openAi : isTiny ? tiny : [];
  return cleaning === "openai" ? known : known.filter(({ text }) => /^[A-Za-z0-9. ]*$/.test(text));
}

/**
 * Checks that the tokenizer is the one that the text model was trained with: any other still gives embeddings, but
 * meaningless scores.
 *
 * @param known replaces those known here
 * @throws Alt2imgError `clip/wrong-tokenizer`
 */
export function checkKnownTexts(
  { tokenize, cleaning }: ClipTokenizer,
  config: ModelConfig,
  folder: string,
  known: readonly KnownText[] = knownTexts(config, cleaning),
): void {
  for (const { text, ids } of known) {
    const { inputIds, tokens } = tokenize(text);
    const found = inputIds.slice(0, tokens.length);
    if (found.length === ids.length && found.every((id, i) => id === ids[i])) continue;
    throw clipError(
      "wrong-tokenizer",
      `The tokenizer in ${folder} isn't the one that the text model was trained with: it turns ${JSON.stringify(text)} into ${found.join(" ")}, not ${ids.join(" ")}. Get tokenizer.json from the model's own folder.`,
    );
  }
}
