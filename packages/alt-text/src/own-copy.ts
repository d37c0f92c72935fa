/**
 * A string that holds its own characters. What engines cut out of a long string (from 13 characters on in V8) is a view
 * that keeps all of it in memory: an alternative text that somebody keeps would keep its whole page.
 */
export function ownCopy(text: string): string {
  // A view of a sum is one of a string that has been put together anew, and of nothing else.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
