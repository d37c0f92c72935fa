import type { HtmlSource } from "./html/html-source.js";

/** A position in a page: UTF-16 code units from its start; line and column, both from 1. */
export type Place = { offset: number; line: number; column: number };

/**
 * Turns offsets in a page's units into positions. Ask for them in ascending order: then all of them together cost one pass.
 * LF, CR LF and CR end a line, as in the HTML standard.
 */
export function placeCounter(source: HtmlSource): (unitOffset: number) => Place {
  const { units } = source;
  const codeUnitsBefore = source.counter();
  let line = 1;
  let lineStart = 0;
  // Where a line starts after the next LF, and after the next CR that has none.
  const never = units.length + 1;
  const after = (index: number): number => (index < 0 ? never : index + 1);
  let afterLf = after(units.indexOf("\n"));
  let afterCr = after(loneCr(units, 0));
  return (unitOffset) => {
    let last = -1;
    while (afterLf <= unitOffset || afterCr <= unitOffset) {
      line++;
      if (afterLf < afterCr) {
        last = afterLf;
        afterLf = after(units.indexOf("\n", last));
      } else {
        last = afterCr;
        afterCr = after(loneCr(units, last));
      }
    }
    if (last >= 0) lineStart = codeUnitsBefore(last);
    const offset = codeUnitsBefore(unitOffset);
    return { offset, line, column: offset - lineStart + 1 };
  };
}

function loneCr(text: string, from: number): number {
  let at = text.indexOf("\r", from);
  while (at >= 0 && text.charCodeAt(at + 1) === 10) at = text.indexOf("\r", at + 2);
  return at;
}
