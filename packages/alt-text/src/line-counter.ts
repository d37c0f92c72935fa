/**
 * Line and column of places in a text, both from 1, columns in UTF-16 code units. Ask for places from front to back:
 * all of them together cost one pass. LF, CR LF and CR end a line, as they do for the HTML standard.
 */
export function lineCounter(text: string): (offset: number) => { line: number; column: number } {
  let [line, lineStart] = [1, 0];
  let nextLine = -1;
  const hasCarriageReturn = text.includes("\r");
  const findNextLine = (): number => {
    const lf = text.indexOf("\n", lineStart);
    if (!hasCarriageReturn) return lf < 0 ? Number.POSITIVE_INFINITY : lf + 1;
    const end = text.slice(lineStart, lf < 0 ? text.length : lf + 1).search(/\r\n?|\n/);
    if (end < 0) return Number.POSITIVE_INFINITY;
    const at = lineStart + end;
    return text.startsWith("\r\n", at) ? at + 2 : at + 1;
  };
  return (offset) => {
    if (nextLine < 0) nextLine = findNextLine();
    while (nextLine <= offset) {
      line++;
      lineStart = nextLine;
      nextLine = findNextLine();
    }
    return { line, column: offset - lineStart + 1 };
  };
}
