/**
 * A string that holds its own characters. What engines cut out of a long string (from 13 characters on in V8) is a view
 * that keeps all of it in memory: an alternative text that somebody keeps would keep its whole page.
 */
export function ownCopy(text: string): string {
  if (text.length < 13) return text;
  const copy: unknown = JSON.parse(JSON.stringify(text));
  return typeof copy === "string" ? copy : text;
}
