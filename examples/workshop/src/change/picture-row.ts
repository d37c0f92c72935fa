import { showPicture } from "@alt2img/elements/diffusion";
import { h } from "@alt2img/example-shared/element";
import type { FormulaPicture, TwoPictures } from "./draw-pilots.js";

/** The two pictures out of one noise, and what can be done with the second. */
export type PictureRow = {
  readonly element: HTMLElement;
  show(pictures: TwoPictures): void;
};

/**
 * A row is made once and then shows other pictures, so that the button that somebody has pressed keeps the focus.
 *
 * @param number of the noise, from 1
 * @param labels of the drawings
 */
export function pictureRow(
  number: number,
  labels: readonly string[],
  {
    onKeep,
    onTakeOut,
  }: { onKeep: (picture: FormulaPicture, from: string) => void; onTakeOut: (drawing: number) => void },
): PictureRow {
  let after: FormulaPicture | undefined;
  const labelOf = ({ source }: FormulaPicture): string => labels[source] ?? "no single drawing";
  const quiet = (text: string, label: string, act: (picture: FormulaPicture) => void): HTMLElement => {
    const onclick = (): void => void (after !== undefined && act(after));
    return h("button", { type: "button", class: "quiet", "aria-label": label, onclick }, text);
  };
  const title = h("b");
  const figures = [figure("With all"), figure("With your set")] as const;
  const element = h(
    "li",
    {},
    h("p", {}, title),
    h("div", { class: "pair" }, ...figures.map((each) => each.element)),
    h(
      "p",
      {},
      quiet("Keep", `Keep picture ${number}`, (picture) => onKeep(picture, labelOf(picture))),
      " ",
      quiet("Take its drawing out", `Take its drawing out: of picture ${number}`, ({ source }) => onTakeOut(source)),
    ),
  );
  return {
    element,
    show(pictures) {
      after = pictures.after;
      title.textContent = `Noise ${number}: ${pictures.isChanged ? "changed" : "the same"}`;
      figures[0].show(pictures.before, labelOf(pictures.before));
      figures[1].show(pictures.after, labelOf(pictures.after));
    },
  };
}

function figure(title: string) {
  const canvas = h("canvas", { role: "img" });
  const source = h("span");
  const caption = h("figcaption", {}, h("span", { class: "soft" }, title), h("br"), source);
  return {
    element: h("figure", {}, canvas, caption),
    show({ image, share }: FormulaPicture, label: string): void {
      const from = `${label} (${Math.round(100 * share)} %)`;
      canvas.setAttribute("aria-label", `${title}: ${from}`);
      source.textContent = `from: ${from}`;
      showPicture(canvas, image);
    },
  };
}
