/**
 * Copies a string. A substring of a long string (from 13 characters on in V8) is a view that keeps all of it in
 * memory, so keeping an alternative text would keep its whole page.
 */
export function ownCopy(text: string): string {
  // Slicing a concatenation makes the engine build a new string, and the slice is a view of only that.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
