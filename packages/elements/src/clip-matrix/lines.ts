/** The different texts of a field with one in each line, in order. */
export function linesOf(texts: string): string[] {
  const lines = texts.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
