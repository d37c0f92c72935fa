import type { RasterImage } from "@alt2img/core";
import { type Child, h } from "@alt2img/example-shared/element";
import { keepField } from "./keep-field.js";
import {
  changeNotebook,
  hasRoomFor,
  type KeptPicture,
  MOST_PICTURES,
  readNotebook,
  withAnswer,
  withAside,
  withPicture,
} from "./notebook.js";

/** Keeps what is written into the fields of the page, which have `data-keep="chapter/field"` and a label with the question. */
export function keepFields(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-keep]")) {
    const key = field.dataset["keep"] ?? "";
    const question = field.labels[0]?.firstChild?.textContent?.trim().replace(/\s+/g, " ") ?? key;
    const fill = keepField(field, {
      key,
      read: () => readNotebook().answers[key]?.answer ?? "",
      write(text) {
        const isKept = changeNotebook(withAnswer(key, question, text));
        say(isKept, "", "Copy your text into another program before you leave this page.");
        return isKept;
      },
    });
    // Back brings what was written there, but the notebook may have been emptied meanwhile; and another tab may write into it.
    for (const event of ["pageshow", "storage"]) addEventListener(event, fill);
  }
}

/**
 * Keeps what came out of a task, in addition to what the student writes.
 *
 * @param state how the task was left
 */
export function keepResult(key: string, what: string, result: string, state?: string): void {
  say(changeNotebook(withAnswer(key, what, result, state)));
}

/** Keeps how a task was left that is started again. */
export function keepAside(key: string, state: string): void {
  say(changeNotebook(withAside(key, state)));
}

/**
 * Keeps a picture as a PNG or, if it is a photograph, as it is given. If there is no room for it, the page says so.
 */
export function keepPicture(chapter: string, caption: string, picture: RasterImage | string): void {
  const kept: KeptPicture = { chapter, caption, dataUrl: typeof picture === "string" ? picture : pngOf(picture) };
  if (hasRoomFor(kept, readNotebook())) say(changeNotebook(withPicture(kept)), "The picture is in your notebook.");
  else
    tell(
      `This picture isn’t kept: your notebook has ${MOST_PICTURES}, and no room for more. Take some out on the page `,
      // This page stays open, with the picture that there was no room for.
      h("a", { href: "./hand-in.html", target: "_blank" }, "Hand in (in a new tab)"),
      ", and then keep this one.",
    );
}

function pngOf({ width, height, data }: RasterImage): string {
  const canvas = h("canvas", { width, height });
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas.toDataURL("image/png");
}

function say(isKept: boolean, done = "", meanwhile = ""): void {
  const full = `This isn’t kept: your notebook is full, or your browser keeps nothing. ${meanwhile} Hand in what you have, then empty the notebook on the page “Hand in”.`;
  tell(isKept ? done : full.replace("  ", " "));
}

function tell(...said: Child[]): void {
  let status = document.querySelector("#notebook-status");
  if (status === null) {
    status = h("p", { id: "notebook-status", role: "status" });
    document.querySelector("main")?.append(status);
  }
  const next = h("p", {}, ...said);
  if (status.innerHTML !== next.innerHTML) status.replaceChildren(...next.childNodes);
}
