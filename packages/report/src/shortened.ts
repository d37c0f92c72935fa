const MAX_TEXT = 160;

/** A text that isn't too long for an example. */
export function shortened(text: string, most: number = MAX_TEXT): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
