/** So many are counted at most; more would each have too few pictures. */
export const MOST_LABELS = 6;

/** What pictures may look like, from a text with commas: trimmed, without duplicates. */
export const labelsIn = (text: string): string[] => allLabels(text).slice(0, MOST_LABELS);

/** Those that are too many, and aren't counted. */
export const labelsBeyond = (text: string): string[] => allLabels(text).slice(MOST_LABELS);

function allLabels(text: string): string[] {
  const labels = text.split(",").map((label) => label.trim());
  return [...new Set(labels)].filter((label) => label !== "");
}
