/** Letters, digits and a few signs of 5 rows of pixels: each row of a glyph, from the top. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: "010 101 111 101 101",
  B: "110 101 110 101 110",
  C: "011 100 100 100 011",
  D: "110 101 101 101 110",
  E: "111 100 110 100 111",
  F: "111 100 110 100 100",
  G: "0111 1000 1011 1001 0111",
  H: "101 101 111 101 101",
  I: "1 1 1 1 1",
  J: "001 001 001 101 010",
  K: "1001 1010 1100 1010 1001",
  L: "100 100 100 100 111",
  M: "10001 11011 10101 10001 10001",
  N: "1001 1101 1011 1001 1001",
  O: "0110 1001 1001 1001 0110",
  P: "110 101 110 100 100",
  Q: "0110 1001 1001 1010 0101",
  R: "110 101 110 101 101",
  S: "011 100 010 001 110",
  T: "111 010 010 010 010",
  U: "101 101 101 101 111",
  V: "101 101 101 101 010",
  W: "10001 10001 10101 11011 10001",
  X: "101 101 010 101 101",
  Y: "101 101 010 010 010",
  Z: "111 001 010 100 111",
  0: "111 101 101 101 111",
  1: "01 11 01 01 01",
  2: "111 001 111 100 111",
  3: "111 001 111 001 111",
  4: "101 101 111 001 001",
  5: "111 100 111 001 111",
  6: "111 100 111 101 111",
  7: "111 001 010 010 010",
  8: "111 101 111 101 111",
  9: "111 101 111 001 111",
  " ": "00 00 00 00 00",
  "-": "00 00 11 00 00",
  ".": "0 0 0 0 1",
  ",": "00 00 00 01 10",
  "'": "1 1 0 0 0",
  "/": "001 001 010 100 100",
};

/** For everything else. */
const BOX = "111 101 101 101 111";

export const LINE_HEIGHT = 5;

/**
 * A line of text in capitals, without accents: for each of the 5 rows, which pixels are set. Signs that it hasn't got are boxes.
 */
export function pixelText(text: string): boolean[][] {
  const letters = [...text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase()];
  const glyphs = letters.map((letter) => (Object.hasOwn(GLYPHS, letter) ? GLYPHS[letter]! : BOX).split(" "));
  return Array.from({ length: LINE_HEIGHT }, (_, row) =>
    [...glyphs.map((glyph) => glyph[row]).join("0")].map((pixel) => pixel === "1"),
  );
}
