import { fold, IDEOGRAPHIC, wordsOf } from "./fold.js";

/** The words of one language that the rules look for, as written in `vocabularies/`. Lists are comma-separated. */
export type WordList = {
  /** Primary language subtag (BCP 47). */
  language: string;
  /** Words that only say that there is an image, without kinds that inform (logo, map, painting). */
  images: string;
  /** Whole texts in place of a description that was never written; `*` is any of `images`. English ones apply to all languages. */
  placeholders: string;
  /** What captioning programs write, from the first word to the last; `*` is any text. */
  automatic: string;
  /** What joins `images` to what is shown; with a `*`, it comes after that: `"*的"` for "苹果的图片". */
  of: string;
  /** Articles and the like that may come first. */
  articles: string;
  /** Pictures on buttons, and what pressing them does: `"lens | magnifier = Search"`. Arrows are among `iconNouns`. */
  icons: string;
  /** Words for the drawing itself, which go with what it shows or does. */
  iconNouns: string;
  /** Frequent function words, by which the language is recognised. */
  stopWords: string;
};

/** A word list in the form in which it is searched. */
export type Vocabulary = {
  language: string;
  placeholders: ReadonlySet<string>;
  automatic: RegExp;
  imageOf: RegExp;
  /** From what a picture on a button shows to what pressing it does. */
  actions: ReadonlyMap<string, string>;
  iconNouns: readonly string[];
  stopWords: ReadonlySet<string>;
};

/** Compiles a word list. */
export function vocabulary(list: WordList): Vocabulary {
  const images = entries(list.images);
  const actions = entries(list.icons).flatMap((entry) => {
    const [pictures = "", action = ""] = entry.split("=");
    return pictures.split("|").map((picture): [string, string] => [bare(picture), action.trim()]);
  });
  return {
    language: list.language,
    placeholders: new Set([
      ...entries(list.placeholders).flatMap((entry) => images.map((noun) => bare(entry.replace("*", noun)))),
      ...entries(list.articles).flatMap((article) => images.map((noun) => bare(before(article) + noun))),
    ]),
    automatic: new RegExp(`^(?:${alternatives(list.automatic).replaceAll("*", ".*")})$`, "u"),
    imageOf: imageOf(list),
    actions: new Map(actions),
    iconNouns: entries(list.iconNouns).map(fold),
    stopWords: new Set(entries(list.stopWords).map(fold)),
  };
}

/** "An image of …", "Image: …", and in Chinese and Japanese "…的图片". The first group is the phrase. */
function imageOf({ images, of, articles }: WordList): RegExp {
  const noun = alternatives(images);
  const links = entries(of).map(fold);
  const after = links.filter((link) => link.startsWith("*")).map((link) => link.slice(1));
  const between = links.filter((link) => !link.startsWith("*"));
  const article = articles ? `(?:${entries(articles).map(fold).map(before).join("|")})?` : "";
  const patterns = [`${article}(?:${noun})s? ?:`];
  if (between.length > 0) patterns.push(`${article}(?:${noun})s? ?(?:${between.map(before).join("|")})`);
  const first = `^(${patterns.join("|")})`;
  return new RegExp(after.length > 0 ? `${first}|((?:${after.join("|")})(?:${noun}))[。．.!！]?$` : first, "u");
}

/** A word before another one: "d'" and "dell'" are attached to it, as all words are in scripts without spaces. */
function before(word: string): string {
  return word.endsWith("'") || IDEOGRAPHIC.test(word) ? word : `${word} `;
}

function entries(list: string): string[] {
  return list.split(",").flatMap((entry) => entry.trim() || []);
}

function alternatives(list: string): string {
  return entries(list).map(fold).join("|");
}

/** Words with only single spaces between them. */
function bare(text: string): string {
  return wordsOf(text).join(" ");
}

/** Whether `text` (folded) consists of an icon word and something else: "print icon", "icône de recherche". */
export function namesAnIcon(text: string, { iconNouns }: Vocabulary): boolean {
  return iconNouns.some((noun) => {
    if (text === noun) return false;
    if (IDEOGRAPHIC.test(noun)) return text.endsWith(noun);
    return text.endsWith(` ${noun}`) || text.startsWith(`${noun} `);
  });
}
