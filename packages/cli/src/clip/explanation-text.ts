import type { Clip, FilterVerdict, ScoreExplanation, WordContribution } from "@alt2img/clip";
import { formatCount } from "@alt2img/core";
import wrapAnsi from "wrap-ansi";
import { printable } from "../printable.js";
import { pictureName } from "./embed-pictures.js";
import { mapCharacters } from "./map-characters.js";

const WIDTH = 96;

/** What a score means, in words for people who don't work with CLIP. */
export function explanationText(
  picture: string,
  text: string,
  explanation: ScoreExplanation,
  clip: Pick<Clip, "contextLength">,
): string {
  const { cosine, logit, baseline, gibberish, words, cutWords, filters, occlusion } = explanation;
  const logitPart = logit === undefined ? "" : `, logit ${logit.toFixed(2)}`;
  const parts = [
    section("How high that is", baseline === undefined ? NO_BASELINE : describeBaseline(baseline)),
    gibberish === undefined ? [] : section("Against gibberish", describeGibberish(gibberish)),
    cutWords.length === 0 ? [] : section("What the model didn't read", describeCutWords(cutWords, clip.contextLength)),
    words === undefined || words.length === 0 ? [] : section("Word by word", WORDS, words.map(wordLine)),
    section("Would a training set have kept the pair?", describeFilters(filters)),
    occlusion === undefined
      ? []
      : section(
          "Where in the picture",
          MAP,
          mapCharacters(occlusion).map((row) => `    ${row}`),
        ),
  ];
  const title = `${printable(pictureName(picture))} with “${printable(text)}”: cosine ${cosine.toFixed(3)}${logitPart}`;
  return `${[title, ...parts.flat()].join("\n")}\n`;
}

function section(title: string, sentences: string, lines: readonly string[] = []): string[] {
  const paragraph = wrapAnsi(sentences, WIDTH - 4)
    .split("\n")
    .map((line) => `    ${line}`);
  return ["", `  ${title}`, ...paragraph, ...lines];
}

const NO_BASELINE =
  "Only a measurement can tell: a cosine of 0.25 is high for one model and low for another. No other scores of this model are known here to compare it with. alt2img model baseline measures them, for --baseline.";

function describeBaseline({
  name,
  randomPercentile,
  matchedPercentile,
}: NonNullable<ScoreExplanation["baseline"]>): string {
  return [
    `${capitalized(percent(randomPercentile))} of the scores of pictures with the text of another picture are lower,`,
    `and ${percent(matchedPercentile)} of those of pictures with their own text. (Measured: ${name}.)`,
    verdict(randomPercentile, matchedPercentile),
  ].join(" ");
}

function verdict(random: number, matched: number): string {
  if (random < 90) return "Texts that have nothing to do with the picture often score as much.";
  if (matched < 1)
    return "That is more than a text scores by chance, and less than nearly every true one: something in the text or the picture doesn't fit.";
  return "So it scores like a text that belongs to the picture.";
}

/** Never “100 %” of something that was measured on samples. */
function percent(value: number): string {
  if (value >= 99.5) return "more than 99 %";
  if (value < 0.5) return "less than 1 %";
  return `${value.toFixed(0)} %`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function describeGibberish({ mean, highest, margin }: NonNullable<ScoreExplanation["gibberish"]>): string {
  const scores = `Texts of the same shape with random letters, which mean nothing, score ${mean.toFixed(3)} on average and ${highest.toFixed(3)} at most.`;
  if (margin <= 0) return `${scores} This text scores no more than they do: what it says doesn't help.`;
  return `${scores} What it says brings this text ${margin.toFixed(3)} more than their average.`;
}

function describeCutWords(cutWords: readonly string[], contextLength: number): string {
  return `It reads ${contextLength} tokens of a text (words or parts of words). It didn't see ${formatCount(cutWords.length, "word")}: ${printable(cutWords.join(" "))}`;
}

const WORDS =
  "How much the cosine falls when the word is left out. A word with a minus makes the score lower: without it, the text fits better.";

function wordLine({ word, adds }: WordContribution): string {
  return `    ${(adds < 0 ? "" : "+") + adds.toFixed(3)}  ${printable(word)}`;
}

const MAP =
  "Each cell was covered in turn. The darker it is, the more the score falls without it: that is where the model sees what the text says. -- means that the score is higher without it.";

function describeFilters(filters: readonly FilterVerdict[]): string {
  const verdicts = filters.map(
    ({ dataset, threshold, kept, comparable }) =>
      `${dataset} ${comparable ? "" : "would have "}${kept ? "kept" : "left out"}${comparable ? "" : ", by the number alone,"} what scores ${kept ? "" : "less than "}${threshold.toFixed(2)}${kept ? " or more" : ""}.`,
  );
  if (filters.some(({ comparable }) => comparable)) return verdicts.join(" ");
  const thresholds = filters.map(({ dataset, threshold }) => `${dataset} ${threshold.toFixed(2)}`).join("; ");
  return `It can't be said with this model. The thresholds (${thresholds}) are cosines of OpenAI's CLIP ViT-B/32 and of a multilingual model, and this one's cosines are on another scale.`;
}
