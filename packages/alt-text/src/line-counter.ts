/**
 * Line and column of places in a text, both from 1, columns in UTF-16 code units. Ask for places from front to back:
 * all of them together cost one pass. LF, CR LF and CR end a line, as they do for the HTML standard.
 */
export function lineCounter(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  // Where a line starts after the next LF, and after the next CR that has none.
  const never = text.length + 1;
  const after = (index: number): number => (index < 0 ? never : index + 1);
  let afterLf = after(text.indexOf("\n"));
  let afterCr = after(loneCr(text, 0));
  return (offset) => {
    while (true) {
      const next = Math.min(afterLf, afterCr);
      if (next > offset || next === never) return { line, column: offset - lineStart + 1 };
      line++;
      lineStart = next;
      if (next === afterLf) afterLf = after(text.indexOf("\n", next));
      else afterCr = after(loneCr(text, next));
    }
  };
}

function loneCr(text: string, from: number): number {
  let at = text.indexOf("\r", from);
  while (at >= 0 && text.charCodeAt(at + 1) === 10) at = text.indexOf("\r", at + 2);
  return at;
}
