/**
 * Line and column of places in a text, both from 1, columns in UTF-16 code units. Ask for places from front to back:
 * all of them together cost one pass. LF, CR LF and CR end a line, as they do for the HTML standard.
 */
export function lineCounter(text: string): (offset: number) => { line: number; column: number } {
  const loneCr = hasLoneCr(text);
  let line = 1;
  let lineStart = 0;
  let nextLine = startOfNextLine(text, 0, loneCr);
  return (offset) => {
    while (nextLine <= offset) {
      line++;
      lineStart = nextLine;
      nextLine = startOfNextLine(text, lineStart, loneCr);
    }
    return { line, column: offset - lineStart + 1 };
  };
}

function hasLoneCr(text: string): boolean {
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) return true;
  }
  return false;
}

function startOfNextLine(text: string, lineStart: number, loneCr: boolean): number {
  const lf = text.indexOf("\n", lineStart);
  const next = lf < 0 ? Number.POSITIVE_INFINITY : lf + 1;
  if (!loneCr) return next;
  // Within this line only: looking further each time would be quadratic.
  const lone = text.slice(lineStart, next).search(/\r(?!\n)/);
  return lone < 0 ? next : lineStart + lone + 1;
}
