/** Whether a UTF-16 code unit is ASCII white space as defined by HTML: space, LF, tab, CR, FF. */
export function isSpace(code: number): boolean {
  return code <= 32 && (code === 32 || code === 10 || code === 9 || code === 13 || code === 12);
}

/** Collapses runs of ASCII white space to one space, and trims both ends. */
export function collapseSpace(text: string): string {
  // Most texts need no change: one test shows that.
  if (!/[\t\n\f\r]|^ | $| {2}/.test(text)) return text;
  return text.replace(/[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
}
