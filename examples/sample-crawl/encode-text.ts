/** `text` in a legacy charset, by turning round what the platform's own decoder says. Not for large texts. */
export function encodeText(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !bytesOf.has(character)) bytesOf.set(character, bytes);
    } catch {
      // Not a character of this charset.
    }
  };
  for (let first = 0; first < 256; first++) learn([first]);
  if (charset !== "windows-1252") {
    for (let first = 0x81; first < 256; first++) for (let second = 0x40; second < 256; second++) learn([first, second]);
  }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = bytesOf.get(character);
      if (bytes === undefined) throw new Error(`${charset} has no “${character}”.`);
      return bytes;
    }),
  );
}
