import type { RasterImage } from "@alt2img/core";
import { h } from "@alt2img/example-shared/element";
import { changeNotebook, readNotebook, withAnswer, withPicture } from "./notebook.js";

/** Keeps what is written into the fields of the page, which have `data-keep="chapter/field"` and a label with the question. */
export function keepFields(): void {
  const { answers } = readNotebook();
  for (const field of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-keep]")) {
    const key = field.dataset["keep"] ?? "";
    const question = field.labels[0]?.firstChild?.textContent?.trim().replace(/\s+/g, " ") ?? key;
    field.value = answers[key]?.answer ?? "";
    field.addEventListener("input", () => say(changeNotebook(withAnswer(key, question, field.value))));
  }
}

/** Keeps what came out of a task, in addition to what the student writes. */
export function keepResult(key: string, what: string, result: string): void {
  say(changeNotebook(withAnswer(key, what, result)));
}

/** Keeps a picture as a PNG or, if it is a photograph, as it is given. */
export function keepPicture(chapter: string, caption: string, picture: RasterImage | string): void {
  const dataUrl = typeof picture === "string" ? picture : pngOf(picture);
  say(changeNotebook(withPicture({ chapter, caption, dataUrl })), "The picture is in your notebook.");
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
  const full = "Your notebook is full: hand in what you have, then empty it on the page “Hand in”.";
  const text = isKept ? done : full;
  if (status.textContent !== text) status.textContent = text;
}
