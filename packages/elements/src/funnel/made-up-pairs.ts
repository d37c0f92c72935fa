import { createRandom, type ImageTextPair } from "@alt2img/core";

const people = ["woman", "man", "girl", "boy", "doctor", "nurse"];
const things = ["apple", "bicycle", "teapot", "river", "cathedral", "guitar", "chair", "fox", "lighthouse", "bread"];
const looks = ["red", "wooden", "small", "old", "painted", "broken", "shiny", "paper"];
const inLanguages: Readonly<Record<string, (thing: string) => string>> = {
  en: (thing) => `a photo of a ${thing}`,
  de: (thing) => `Ein Foto: ${thing}`,
  es: (thing) => `Una foto: ${thing}`,
  ja: (thing) => `${thing} の写真`,
  nolang: (thing) => thing,
};
/** English in nearly half of the pairs, as in LAION-5B. */
const LANGUAGES = ["en", "en", "en", "en", "de", "es", "ja", "nolang", "nolang"];
/** A filter by a CLIP that has seen little but English costs the other languages more. */
const ENGLISH_BONUS = 0.05;

/** Pairs with every score, made by chance: always the same for a seed. They show how fast the funnel is, and nothing about the web. */
export function* madeUpPairs(count: number, seed: number): Generator<ImageTextPair, void, undefined> {
  const { uniform } = createRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(uniform() * values.length)]!;
  /** Nearly normal, with mean 0 and variance 1: the sum of four uniform numbers. */
  const bell = (): number => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3);
  for (let i = 0; i < count; i++) {
    const language = pick(LANGUAGES);
    const thing = uniform() < 0.2 ? pick(people) : pick(things);
    const described = uniform() < 0.5 ? `${pick(looks)} ${thing}` : thing;
    const domain = `host-${Math.floor(uniform() ** 3 * 400)}.example`;
    const width = Math.round(40 * 2 ** (uniform() * 6));
    yield {
      imageUrl: `https://${domain}/${Math.floor(uniform() * count * 8)}.jpg`,
      text: uniform() < 0.06 ? "img" : inLanguages[language]!(described),
      source: "alt",
      pageUrl: `https://${domain}/`,
      width,
      height: Math.round(width * (0.5 + uniform())),
      LANGUAGE: language,
      similarity: 0.22 + (language === "en" ? ENGLISH_BONUS : 0) + 0.06 * bell(),
      aesthetic: 5 + 0.9 * bell(),
      pwatermark: 0.5 + 0.14 * bell(),
      bytes: Math.round(width * width * 0.35),
    } as ImageTextPair;
  }
}
