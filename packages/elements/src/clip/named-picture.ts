import { Alt2imgError } from "@alt2img/core";
import { safeUrl } from "../base/safe-url.js";

/** A picture with what to call it. */
export type NamedPicture = {
  readonly name: string;
  /** Its file (JPEG, PNG, WebP, AVIF, GIF or BMP), or the address of that: of the web, or a `data:` URL. */
  readonly source: Blob | string;
};

/** The pictures of the `<img>`s in a slot: each is called by its `alt`, or its file's name. */
export function picturesOf(slot: HTMLSlotElement): NamedPicture[] {
  return slot
    .assignedElements({ flatten: true })
    .flatMap((each) => (each instanceof HTMLImageElement ? [each] : [...each.querySelectorAll("img")]))
    .filter(({ src }) => src !== "")
    .map(({ alt, currentSrc, src }) => ({ name: alt || fileNameOf(src), source: currentSrc || src }));
}

/** Pictures among files that were chosen, dropped or pasted. */
export function picturesIn(files: Iterable<File>): NamedPicture[] {
  return [...files]
    .filter(({ type }) => type.startsWith("image/"))
    .map((file) => ({ name: withoutEnding(file.name), source: file }));
}

/** `red apple` of `https://example.org/pictures/red%20apple.webp?width=200`. */
function fileNameOf(url: string): string {
  if (!/^https?:/i.test(url)) return "";
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return withoutEnding(decodeURIComponent(last));
  } catch {
    return withoutEnding(last);
  }
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, "");

/**
 * The file of a picture. One of another server is only given if that allows it (CORS), and nothing says where it is shown.
 *
 * @throws Alt2imgError `elements/picture` if it can't be fetched
 */
export async function fileOf({ source }: NamedPicture, baseUrl: string, signal: AbortSignal): Promise<Blob> {
  if (typeof source !== "string") return source;
  const url = safeUrl(source, baseUrl);
  if (url === undefined) throw pictureError(source, "the address is neither of the web nor a picture in a data URL");
  // Not by `fetch`, which needs a Content-Security-Policy that lets it connect to `data:`.
  const [, type = "", base64] = /^data:([^;,]*)[^,]*;base64,(.*)$/is.exec(url) ?? [];
  if (base64 !== undefined) return new Blob([bytesOf(base64, source)], { type });
  let response: Response;
  try {
    response = await fetch(url, { signal, referrerPolicy: "no-referrer" });
  } catch (error) {
    signal.throwIfAborted();
    const why = "it can't be fetched: the server doesn't answer, or doesn't allow other pages to read its pictures";
    throw pictureError(source, why, error);
  }
  if (!response.ok) throw pictureError(source, `the server responded with status ${response.status}`);
  return await response.blob();
}

function bytesOf(base64: string, url: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(decodeURIComponent(base64)), (character) => character.charCodeAt(0));
  } catch (error) {
    throw pictureError(url, "its base64 is broken", error);
  }
}

const pictureError = (url: string, why: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError("elements/picture", `There is no picture at ${url.slice(0, 200)}: ${why}.`, { cause });
