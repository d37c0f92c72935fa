const LONGEST = 300;

/** Words as a text that isn't too long for a page. */
export function excerpt(words: readonly string[]): string {
  const text = words.join(" ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
