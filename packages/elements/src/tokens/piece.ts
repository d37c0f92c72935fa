/** What a token stands for. */
export type Piece = {
  /** The marks for start and end aren't part of the text. */
  readonly kind: "start" | "end" | "piece";
  /** The token's part of the text; `undefined` if its bytes are only part of a character. */
  readonly text: string | undefined;
  /** Its bytes in UTF-8, if the vocabulary is one of bytes, as CLIP's is. */
  readonly bytes: Uint8Array | undefined;
  /** Whether a word starts or ends with it. */
  readonly wordEdge: "start" | "end" | undefined;
};

/**
 * Reads a token as a vocabulary writes it: `apple</w>` for the end of a word (CLIP), `▁apple` for its start (SigLIP), and bytes as
 * letters: `Ã©` for the two bytes of “é”, as in GPT-2.
 */
export function pieceOf(token: string): Piece {
  const mark = MARKS.exec(token);
  if (mark !== null) {
    const kind = /start|bos|^<s>/.test(token) ? "start" : "end";
    return { kind, text: undefined, bytes: undefined, wordEdge: undefined };
  }
  const spelled = token.replace(/<\/w>$/, "");
  const startsWord = spelled.startsWith("▁");
  const wordEdge = spelled !== token ? "end" : startsWord ? "start" : undefined;
  const bytes = startsWord ? undefined : bytesOf(spelled);
  return { kind: "piece", text: bytes === undefined ? spelled.replace(/^▁/, "") : decode(bytes), bytes, wordEdge };
}

const MARKS = /^(<\|.+\|>|<\/?s>|<(bos|eos)>)$/;

/** `undefined` if a letter stands for no byte. */
function bytesOf(spelled: string): Uint8Array | undefined {
  const bytes = [...spelled].map((letter) => BYTE_OF.get(letter));
  return bytes.includes(undefined) ? undefined : Uint8Array.from(bytes as number[]);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The letters of GPT-2's `bytes_to_unicode`: printable bytes are themselves, the others come after U+0100 in their order. */
const BYTE_OF: ReadonlyMap<string, number> = /* @__PURE__ */ byteLetters();

function byteLetters(): Map<string, number> {
  const letters = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 0x100; byte++) {
    const isPrintable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    letters.set(String.fromCodePoint(isPrintable ? byte : next++), byte);
  }
  return letters;
}

/** `F0 9F 8D`. */
export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}
