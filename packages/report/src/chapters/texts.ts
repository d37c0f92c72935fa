import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { columns } from "../chart/columns.js";
import { html } from "../html.js";

/** Where each column begins, in characters; LAION's minimum of five is one of them. */
const LENGTHS = [1, 5, 10, 20, 40, 80, 125, 250] as const;
const MAX_LANGUAGES = 500;
const SHOWN_LANGUAGES = 12;

export type TextsTally = {
  /** How many alt texts there are in each range of lengths. */
  lengths: number[];
  /** How many pages declare a language, by its code. */
  languages: Map<string, number>;
};

/** How long the alt texts are, and which languages the pages declare. */
export const textsChapter: Chapter<TextsTally> = {
  title: "The texts",
  start: () => ({ lengths: LENGTHS.map(() => 0), languages: new Map() }),
  meet({ lengths, languages }, { images, language }) {
    for (const { image } of images) {
      const length = [...(image.alt ?? "").trim()].length;
      const column = LENGTHS.findLastIndex((least) => length >= least);
      if (column >= 0) lengths[column] = (lengths[column] ?? 0) + 1;
    }
    const named = language?.toLowerCase().match(/^[a-z]{2,3}(?![a-z])/)?.[0] ?? "not declared";
    if (languages.has(named) || languages.size < MAX_LANGUAGES) languages.set(named, (languages.get(named) ?? 0) + 1);
  },
  render: ({ lengths, languages }, { reading }) =>
    reading.counts.images === 0
      ? undefined
      : html`${columns(
          "Alt texts by length, in characters",
          LENGTHS.map((least, i) => {
            const next = LENGTHS[i + 1];
            return {
              label: next === undefined ? `${least}+` : `${least}–${next - 1}`,
              value: lengths[i] ?? 0,
              tone: i === 0 ? "neither" : "plain",
            };
          }),
          { unit: "texts", mark: { before: 1, label: "LAION starts here" } },
        )}
${
  languages.size > 0 &&
  bars(
    "Pages by the language they declare",
    [...languages]
      .sort((a, b) => b[1] - a[1])
      .slice(0, SHOWN_LANGUAGES)
      .map(([code, value]) => ({ label: languageName(code), value })),
    { unit: "pages", whole: [...languages.values()].reduce((sum, value) => sum + value, 0) },
  )
}`,
};

/** `English (en)`; an unknown code stays as it is. */
function languageName(code: string): string {
  const name = /^[a-z]{2,3}$/.test(code) ? new Intl.DisplayNames("en", { type: "language" }).of(code) : undefined;
  return name === undefined || name === code ? code : `${name} (${code})`;
}
