/** What `alt2img-tokens` says. */
export type TokensMessages = {
  readonly text: string;
  /** The text to start with. */
  readonly example: string;
  readonly explanation: string;
  readonly cleaned: string;
  readonly start: string;
  readonly end: string;
  readonly wordEnd: string;
  /** @param count at least 2, as the language writes it */
  readonly room: (count: string, most: string) => string;
  readonly fits: string;
  readonly cut: (words: string) => string;
  readonly table: string;
  readonly columns: {
    readonly place: string;
    readonly piece: string;
    readonly id: string;
    readonly spelled: string;
    readonly bytes: string;
  };
  readonly partOfCharacter: string;
};

export const tokensEn: TokensMessages = {
  text: "Text",
  example: "a red apple on a wooden table 🍎",
  explanation: "The model doesn’t read letters, but tokens: words and pieces of words, each with a number.",
  cleaned: "The text is cleaned first: ",
  start: "start",
  end: "end",
  wordEnd: "The sign ␣ marks where a word ends.",
  room: (count, most) => `${count} tokens of at most ${most}, including the marks for start and end.`,
  fits: "All of the text fits.",
  cut: (words) => `The text is too long. The model doesn’t see: ${words}`,
  table: "As a table, with bytes",
  columns: {
    place: "Place",
    piece: "Piece of the text",
    id: "Number",
    spelled: "In the vocabulary",
    bytes: "Bytes (UTF-8)",
  },
  partOfCharacter: "part of a character",
};
