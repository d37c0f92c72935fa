/**
 * A page as it is searched: tags are found in `units`, where ASCII characters stand for themselves, and only the pieces
 * that somebody wants become text.
 */
export type HtmlSource = {
  readonly units: string;
  /** The characters that start in `[start, end)` of `units`; a view of the page where that is possible. */
  text(start: number, end: number): string;
  /** A function that gives the UTF-16 code units before an offset in `units`; it is asked from front to back. */
  counter(): (offset: number) => number;
};

/** A page that is text already: its units are its UTF-16 code units. */
export function textSource(html: string): HtmlSource {
  return {
    units: html,
    text: (start, end) => html.slice(start, end),
    counter: () => (offset) => offset,
  };
}
