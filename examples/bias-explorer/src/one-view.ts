import type { GridImage } from "@alt2img/bias/grid";
import { h } from "@alt2img/example-shared/element";
import type { Alike } from "./settings.js";
import { pictureCanvas, pictureOfFile } from "./show-picture.js";
import type { SimilarDrawing } from "./worker/protocol.js";

/** What one way to compare sees, and the other one doesn't. */
const explanations: Readonly<Record<Alike, string>> = {
  clip: "The tiny CLIP has learned from drawings with their captions, so it puts together what is called alike, even if the colours differ, with all that it has learned about people.",
  words:
    "Visual words are patches of 4 × 4 pixels of the pictures at 32 × 32, learned from just these pictures; the rarer a patch, the more it counts. They see colours, edges and patterns, but nothing of what is shown or called.",
};

/** A picture of a column, with what is said about it. */
export type Shown = { readonly picture: GridImage; readonly title: string };

/** The picture, and the other column's from the same seed. */
export function pairView(shown: Shown, other: Shown | undefined): HTMLElement {
  return h("div", { class: "pair" }, ...[shown, other].map((each) => each && figureOf(each)));
}

/** The pictures of both columns that are most like it. */
export function neighboursView(
  neighbours: readonly (Shown & { readonly similarity: number })[],
  by: Alike,
  onChoose: (shown: Shown) => void,
): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, "Like it, in both columns"),
    h("p", { class: "soft" }, explanations[by]),
    h(
      "ol",
      { class: "found" },
      ...neighbours.map((each) => {
        const { picture, title, similarity } = each;
        const button = h("button", { type: "button", class: "picture-button", onclick: () => onChoose(each) });
        button.setAttribute("aria-label", `Look at ${title}`);
        button.append(pictureCanvas(picture.image));
        return h("li", {}, button, h("span", { class: "soft" }, `${title}, similarity ${similarity.toFixed(2)}`));
      }),
    ),
  );
}

/** The training drawings that are most like it, with what they were called. */
export function drawingsView(drawings: readonly SimilarDrawing[], by: Alike): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, "The most similar training drawings"),
    h(
      "p",
      { class: "soft" },
      by === "clip"
        ? "Similar in the eyes of the tiny CLIP, among all training drawings. "
        : "Similar by their visual words, among the drawings of this occupation: comparing all of them would take minutes. ",
      "That isn’t proof: a network mixes all that it has seen. The weights say how often a caption was drawn with the drawing, for the tiny Stable Diffusion and, where it differs, for its twin.",
    ),
    h(
      "ol",
      { class: "drawings" },
      ...drawings.map(({ name, file, author, license, similarity, captions, id }) =>
        h(
          "li",
          {},
          pictureOfFile(file, name),
          h(
            "div",
            {},
            h("p", { class: "name" }, h("bdi", {}, name)),
            h(
              "ul",
              { class: "captions" },
              ...captions.map(({ text, mass, skewed }) =>
                h(
                  "li",
                  {},
                  h("bdi", {}, `“${text}”`),
                  h("span", { class: "number soft" }, ` ${weightText(mass)}`),
                  skewed !== mass && h("strong", { class: "number" }, `, twin ${weightText(skewed)}`),
                ),
              ),
            ),
            h("p", { class: "credit soft" }, `row ${id}, similarity ${similarity.toFixed(2)}; ${author}, ${license}`),
          ),
        ),
      ),
    ),
  );
}

const weightText = (weight: number): string => (weight === 0 ? "0" : weight.toFixed(3));

function figureOf({ picture, title }: Shown): HTMLElement {
  return h("figure", {}, pictureCanvas(picture.image), h("figcaption", {}, title));
}
