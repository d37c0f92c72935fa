/** How the pictures of chapter 6 were drawn: with each of these seeds, for the bare name of each occupation, by both models. */
export const drawn = {
  occupations: ["mechanic", "office worker", "pilot"],
  seeds: Array.from({ length: 20 }, (_, i) => i),
  steps: 20,
  guidanceScale: 2.5,
} as const;

/** The pictures of one model for one occupation are on one sheet. */
export const SHEET_COLUMNS = 5;
