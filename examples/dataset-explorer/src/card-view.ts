import { h } from "@alt2img/example-shared/element";
import type { Card } from "./worker/protocol.js";

/** What the truth of the tiny crawl says about texts. */
export const truthTitles: Readonly<Record<string, string>> = {
  good: "describes the picture",
  "other-language": "describes it in another language than the page’s",
  wrong: "is of another picture",
  "file-name": "is a file name",
  stuffed: "is stuffed with keywords",
  placeholder: "is a placeholder",
  code: "is an emoji’s code",
  biased: "is biased: another occupation than shown",
};

/** These describe the picture. */
export const isRight = (quality: string): boolean => quality === "good" || quality === "other-language";

/** A pair. Its strings come from a crawl, and are only ever text. */
export function cardView(card: Card, onLike: (pair: number) => void): HTMLElement {
  const { pair, text, imageUrl, language, similarity, quality, shows, picture, hasEmbedding, lost } = card;
  const alt = shows ?? "";
  return h(
    "li",
    { class: "card", "data-pair": pair },
    h(
      "div",
      { class: "picture" },
      picture === undefined
        ? h("span", { class: "no-picture" }, "no picture")
        : hasEmbedding
          ? h(
              "button",
              { type: "button", title: "Search for pictures like this one", onclick: () => onLike(pair) },
              h("img", { src: picture, alt: [alt, "search for pictures like this one"].filter(Boolean).join(": ") }),
            )
          : h("img", { src: picture, alt }),
    ),
    h(
      "div",
      {},
      h("p", { class: "line alt" }, h("q", {}, cut(text))),
      lost !== undefined && h("p", { class: "line why" }, h("span", { "aria-hidden": true }, "✕ "), lost.reason),
      quality !== undefined &&
        h(
          "p",
          { class: `line ${isRight(quality) ? "right" : "wrong"}` },
          `${isRight(quality) ? "✓" : "!"} Truth: ${truthTitles[quality] ?? quality}`,
        ),
      h(
        "p",
        { class: "line facts" },
        [
          language === undefined ? undefined : language === "nolang" ? "no language" : language,
          similarity === undefined ? "not scored" : `similarity ${similarity.toFixed(2)}`,
          hostOf(imageUrl),
        ]
          .filter((fact) => fact !== undefined)
          .join(" · "),
      ),
    ),
  );
}

const LONGEST = 160;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);

function hostOf(url: string): string {
  return URL.parse?.(url)?.hostname ?? url.slice(0, 80);
}
