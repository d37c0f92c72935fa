import type { RasterImage } from "@alt2img/core";
import { h } from "@alt2img/example-shared/element";
import { changeNotebook, readNotebook, withAnswer, withPicture } from "./notebook.js";

/** Keeps what is written into the fields of the page, which have `data-keep="chapter/field"` and a label with the question. */
export function keepFields(): void {
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>("textarea[data-keep]")];
  const fill = (): void => {
    const { answers } = readNotebook();
    for (const field of fields) field.value = answers[field.dataset["keep"] ?? ""]?.answer ?? "";
  };
  fill();
  // Back brings what was written there, but the notebook may have been emptied meanwhile.
  addEventListener("pageshow", fill);
  for (const field of fields) {
    const key = field.dataset["keep"] ?? "";
    const question = field.labels[0]?.firstChild?.textContent?.trim().replace(/\s+/g, " ") ?? key;
    field.addEventListener("input", () => say(changeNotebook(withAnswer(key, question, field.value))));
  }
}

/** Keeps what came out of a task, in addition to what the student writes. */
export function keepResult(key: string, what: string, result: string): void {
  say(changeNotebook(withAnswer(key, what, result)));
}

/**
 * Keeps a picture as a PNG or, if it is a photograph, as it is given.
 *
 * @returns whether it is kept
 */
export function keepPicture(chapter: string, caption: string, picture: RasterImage | string): boolean {
  const dataUrl = typeof picture === "string" ? picture : pngOf(picture);
  const isKept = changeNotebook(withPicture({ chapter, caption, dataUrl }));
  say(isKept, "The picture is in your notebook.");
  return isKept;
}

function pngOf({ width, height, data }: RasterImage): string {
  const canvas = h("canvas", { width, height });
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas.toDataURL("image/png");
}

function say(isKept: boolean, done = ""): void {
  let status = document.querySelector("#notebook-status");
  if (status === null) {
    status = h("p", { id: "notebook-status", role: "status", class: "status" });
    document.querySelector("main")?.append(status);
  }
  const full =
    "This isn’t kept: your notebook is full, or your browser keeps nothing. Hand in what you have, then empty the notebook on the page “Hand in”.";
  const text = isKept ? done : full;
  if (status.textContent !== text) status.textContent = text;
}
