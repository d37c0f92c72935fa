import type { Embedding } from "@alt2img/core";
import { h } from "@alt2img/example-shared/element";

/** A picture that the user, or the page itself, has added. */
export type Picture = {
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  /** Shows it; revoked when the picture is removed. */
  readonly url: string;
  embedding?: Embedding;
};

let last = 0;

export function createPicture(file: Blob, name: string): Picture {
  return { id: ++last, name, file, url: URL.createObjectURL(file) };
}

/** A file's name without its ending. */
export const pictureName = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,5}$/i, "") || "picture";

/** The pictures with a button each to remove them. */
export function pictureList(pictures: readonly Picture[], onRemove: (picture: Picture) => void): HTMLElement[] {
  return pictures.map((picture) =>
    h(
      "li",
      {},
      h("img", { class: "thumbnail", src: picture.url, alt: picture.name, width: 64, height: 64 }),
      h(
        "button",
        {
          type: "button",
          class: "remove",
          "aria-label": `Remove ${picture.name}`,
          title: `Remove ${picture.name}`,
          onclick: () => onRemove(picture),
        },
        "×",
      ),
    ),
  );
}
