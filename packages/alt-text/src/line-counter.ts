/**
 * Line and column of places in a text, both from 1, columns in UTF-16 code units. Ask for places from front to back:
 * all of them together cost one pass. LF, CR LF and CR end a line, as they do for the HTML standard.
 */
export function lineCounter(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  // Where a line starts after the next LF, and after the next CR that has none.
  let afterLf = after(text.indexOf("\n"));
  let afterCr = after(loneCr(text, 0));
  return (offset) => {
    for (let next = Math.min(afterLf, afterCr); next <= offset; next = Math.min(afterLf, afterCr)) {
      line++;
      lineStart = next;
      if (next === afterLf) afterLf = after(text.indexOf("\n", next));
      else afterCr = after(loneCr(text, next));
    }
    return { line, column: offset - lineStart + 1 };
  };
}

function after(index: number): number {
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}

function loneCr(text: string, from: number): number {
  let at = text.indexOf("\r", from);
  while (at >= 0 && text.charCodeAt(at + 1) === 10) at = text.indexOf("\r", at + 2);
  return at;
}
