/**
 * The picture in a `data:` URL; `undefined` for any other URL and for one that is broken.
 *
 * `fetch` can do this, too, but only where the page's Content-Security-Policy lets it connect to `data:`.
 */
export function pictureOfDataUrl(url: string): Blob | undefined {
  const [, type = "", parameters = "", data = ""] = /^data:(image\/[\w.+-]+)((?:;[^,]*)?),(.*)$/is.exec(url) ?? [];
  if (type === "") return undefined;
  try {
    const text = decodeURIComponent(data);
    if (!/;\s*base64\s*$/i.test(parameters)) return new Blob([text], { type });
    const binary = atob(text);
    return new Blob([Uint8Array.from(binary, (character) => character.charCodeAt(0))], { type });
  } catch {
    return undefined;
  }
}
