/** So many are counted at most; more would each have too few pictures. */
export const MOST_LABELS = 6;

/** What pictures may look like, from a text with commas: trimmed, without duplicates. */
export function labelsIn(text: string): string[] {
  const labels = text.split(",").map((label) => label.trim());
  return [...new Set(labels)].filter((label) => label !== "").slice(0, MOST_LABELS);
}
