import { fitInWords, outOf100 } from "@alt2img/elements/clip-explanation";
import { formatScore } from "@alt2img/elements/clip-matrix";
import { h } from "@alt2img/example-shared/element";
import type { ScoredImage } from "./page-scores.js";
import type { PageImage } from "./worker/read-pages.js";

type PageViewOptions = {
  /** Shows a picture. */
  readonly urlOf: (picture: Blob) => string;
  /** Adds the picture with its text to those above. */
  readonly onExplain: (image: PageImage) => void;
};

/** The images of a page, each with its text and what CLIP says about them. */
export function pageView(images: readonly ScoredImage[], options: PageViewOptions): HTMLElement {
  return h("ol", { class: "cards" }, ...images.map((image) => card(image, options)));
}

function card({ image, score, why }: ScoredImage, { urlOf, onExplain }: PageViewOptions): HTMLElement {
  const { picture, name, address } = image;
  return h(
    "li",
    { class: "card" },
    h(
      "div",
      { class: "picture" },
      picture === undefined || (score === undefined && name !== undefined)
        ? h("span", { class: "no-picture" }, "no picture")
        : h("img", { src: urlOf(picture), alt: "" }),
    ),
    h(
      "div",
      {},
      h(
        "p",
        { class: "alt" },
        name === undefined
          ? h("i", {}, image.textState === "decorative" ? "empty alt text" : "no alt text")
          : h("q", {}, name.text),
      ),
      name !== undefined && name.source !== "alt" && h("p", { class: "soft" }, `from ${name.source}`),
      score !== undefined &&
        h(
          "p",
          { class: "verdict" },
          score.randomPercentile === undefined ? false : h("b", {}, `The text ${fitInWords(score.randomPercentile)}. `),
          `Cosine ${formatScore(score.cosine, "cosine")}`,
          score.randomPercentile === undefined ? "." : `, above ${outOf100(score.randomPercentile)} random pairs.`,
        ),
      score !== undefined && score.of > 1 && h("p", {}, placeInWords(score)),
      why !== undefined && h("p", { class: "why" }, why),
      h("p", { class: "address" }, address),
      score !== undefined &&
        h(
          "button",
          { type: "button", onclick: () => onExplain(image) },
          "Explain this score",
          h("span", { class: "visually-hidden" }, ` of ${name!.text}`),
        ),
    ),
  );
}

function placeInWords({ place, of, better }: NonNullable<ScoredImage["score"]>): string {
  if (better === undefined) return `Of the page's ${of} texts, it fits this picture best.`;
  return `Of the page's ${of} texts, ${place === 2 ? "another one fits" : `${place - 1} others fit`} this picture better, best of all “${better}”.`;
}
