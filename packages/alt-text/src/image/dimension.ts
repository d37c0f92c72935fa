import type { Tokenizer } from "../html/tokenizer.js";

/**
 * The pixels that a `width` or `height` attribute declares; `undefined` for percentages and for anything that isn't a
 * number.
 * @see https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#rules-for-parsing-dimension-values
 */
function parseDimension(value: string): number | undefined {
  const match = /^[\t\n\f\r ]*(\d+(?:\.\d+)?)\.?(%?)/.exec(value);
  return match === null || match[2] === "%" ? undefined : Number(match[1]);
}

/** The last `width` or `height` in pixels that a `style` attribute declares. */
function styleDimension(style: string, property: "width" | "height"): number | undefined {
  let last: number | undefined;
  for (const declaration of style.split(";")) {
    const match = /^\s*(width|height)\s*:\s*(\d+(?:\.\d+)?|\.\d+)px\s*(?:!\s*important\s*)?$/i.exec(declaration);
    if (match !== null && match[1]!.toLowerCase() === property) last = Number(match[2]);
  }
  return last;
}

/** Sets the size that an element declares: its `style` wins over its attributes. */
export function declareSize(image: { width?: number; height?: number }, tag: Tokenizer): void {
  const style = tag.attribute("style");
  for (const property of ["width", "height"] as const) {
    const attribute = tag.attribute(property);
    const pixels =
      (style === undefined ? undefined : styleDimension(style, property)) ??
      (attribute === undefined ? undefined : parseDimension(attribute));
    if (pixels !== undefined) image[property] = pixels;
  }
}
