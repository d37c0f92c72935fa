/** Whether a UTF-16 code unit is ASCII white space as HTML means it: space, LF, tab, CR, FF. */
export function isSpace(code: number): boolean {
  return code <= 32 && (code === 32 || code === 10 || code === 9 || code === 13 || code === 12);
}

/** Runs of ASCII white space become one space, none at either end. */
export function collapseSpace(text: string): string {
  // One look tells that most texts are as they should be.
  if (!/[\t\n\f\r]|^ | $| {2}/.test(text)) return text;
  return text.replace(/[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
}
