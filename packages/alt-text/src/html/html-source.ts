/**
 * A page to search: tags are found in `units`, where ASCII characters are themselves, and only the needed parts
 * become text.
 */
export type HtmlSource = {
  readonly units: string;
  /** The characters that start in `[start, end)` of `units`; a view of the page where that is possible. */
  text(start: number, end: number): string;
  /** A function that gives the number of UTF-16 code units before an offset in `units`; offsets must be ascending. */
  counter(): (offset: number) => number;
};

/** A page that is already text: its units are its UTF-16 code units. */
export function textSource(html: string): HtmlSource {
  return {
    units: html,
    text: (start, end) => html.slice(start, end),
    counter: () => (offset) => offset,
  };
}
