/** 0x80 to 0x9f of windows-1252; the rest is Latin-1. Node 20's `TextDecoder` takes it for Latin-1 altogether. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** `text` in a legacy charset. Shift_JIS is what the platform's decoder says, turned round: not for large texts. */
export function encodeText(text: string, charset: "windows-1252" | "shift_jis"): Uint8Array {
  const bytesOf = charset === "windows-1252" ? windows1252() : shiftJis();
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = bytesOf.get(character);
      if (bytes === undefined) throw new Error(`${charset} has no “${character}”.`);
      return bytes;
    }),
  );
}

function windows1252(): Map<string, number[]> {
  const characters = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  characters.splice(0x80, WINDOWS_1252.length, ...WINDOWS_1252);
  return new Map(characters.map((character, byte) => [character, [byte]]));
}

function shiftJis(): Map<string, number[]> {
  const decoder = new TextDecoder("shift_jis");
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const decoded = decoder.decode(Uint8Array.from(bytes));
    if ([...decoded].length === 1 && decoded !== "\ufffd" && !bytesOf.has(decoded)) bytesOf.set(decoded, bytes);
  };
  for (let first = 0; first < 256; first++) learn([first]);
  for (let first = 0x81; first < 0xfd; first++) for (let second = 0x40; second < 0xfd; second++) learn([first, second]);
  return bytesOf;
}
