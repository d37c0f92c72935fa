/** 0x80 to 0x9f of windows-1252; the rest is Latin-1. Node 20's `TextDecoder` takes it for Latin-1 altogether. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * `text` in a legacy charset of one or two bytes a character: what the platform's decoder says, turned round. UTF-16 has
 * its byte order mark. Not for large texts.
 *
 * @param charset a label of the Encoding standard
 * @throws Error for a character that the charset lacks
 */
export function encodeText(text: string, charset: string): Uint8Array {
  if (charset === "utf-8") return new TextEncoder().encode(text);
  if (charset === "utf-16le" || charset === "utf-16be") return utf16(`\ufeff${text}`, charset === "utf-16le");
  const bytesOf = charset === "windows-1252" ? windows1252() : turnedRound(charset);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = bytesOf.get(character);
      if (bytes === undefined) throw new Error(`${charset} has no “${character}”.`);
      return bytes;
    }),
  );
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

function windows1252(): Map<string, number[]> {
  const characters = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  characters.splice(0x80, WINDOWS_1252.length, ...WINDOWS_1252);
  return new Map(characters.map((character, byte) => [character, [byte]]));
}

const tables = new Map<string, Map<string, number[]>>();

function turnedRound(charset: string): Map<string, number[]> {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const decoded = decoder.decode(Uint8Array.from(bytes));
    if ([...decoded].length === 1 && decoded !== "\ufffd" && !bytesOf.has(decoded)) bytesOf.set(decoded, bytes);
  };
  for (let first = 0; first < 256; first++) learn([first]);
  for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) learn([first, second]);
  tables.set(charset, bytesOf);
  return bytesOf;
}
