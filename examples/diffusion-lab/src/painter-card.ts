import { h } from "@alt2img/example-shared/element";
import { clearPicture, showPicture } from "./show-picture.js";
import type { PaintedStep, Painter } from "./worker/protocol.js";

const texts: Readonly<Record<Painter, { title: string; about: string }>> = {
  optimal: {
    title: "Memorises",
    about:
      "The best guess there is, if the picture is one of the set: their mean, weighted by how well each fits. It ends on one of them.",
  },
  local: {
    title: "Recombines",
    about:
      "The same guess, but each pixel sees only a patch around it, as in a convolutional network. It makes new pictures out of pieces.",
  },
  network: {
    title: "Has learned",
    about:
      "A tiny Stable Diffusion, trained on emoji. It draws in latents of 16 × 16 places, so the same seed looks otherwise here, and your drawing isn’t for it.",
  },
};

/** A painter on the page. */
export type PainterCard = {
  readonly element: HTMLElement;
  /** The guess, with its pixels to point at. */
  readonly surface: HTMLElement;
  show(step: PaintedStep | undefined): void;
  setNote(text: string): void;
};

export function painterCard(painter: Painter): PainterCard {
  const { title, about } = texts[painter];
  const picture = (size: number): HTMLCanvasElement => h("canvas", { class: "pixels", width: size, height: size });
  const [guess, noisy, noise] = [picture(32), picture(32), picture(32)];
  const canBeAsked = painter !== "network";
  const label = `${title}: the guess`;
  const surface = h(
    "div",
    canBeAsked
      ? { class: "surface", tabindex: 0, role: "application", "aria-label": label, "aria-describedby": "sources-note" }
      : { class: "surface", role: "img", "aria-label": label },
    guess,
    canBeAsked && h("span", { class: "cursor", "aria-hidden": "true" }),
  );
  const note = h("p", { class: "note" });
  const element = h(
    "article",
    { class: "painter", "aria-labelledby": `title-${painter}`, "data-painter": painter },
    h("h3", { id: `title-${painter}` }, title),
    h("p", { class: "about soft" }, about),
    h("div", { class: "frame" }, surface),
    note,
    h(
      "div",
      { class: "row" },
      h("figure", {}, noisy, h("figcaption", {}, "before the step")),
      h("figure", {}, noise, h("figcaption", {}, "what it takes for noise")),
    ),
  );
  return {
    element,
    surface,
    show(step) {
      const shown = { guess, noisy, noise };
      element.classList.toggle("empty", step === undefined);
      for (const canvas of Object.values(shown)) if (step === undefined) clearPicture(canvas);
      if (step === undefined) return;
      showPicture(guess, step.denoised);
      showPicture(noisy, step.noisy);
      showPicture(noise, step.noise);
    },
    setNote: (text) => {
      note.textContent = text;
    },
  };
}
