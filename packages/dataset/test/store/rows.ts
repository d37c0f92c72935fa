import type { DatasetRow } from "../../src/store/index.js";

const LANGUAGES = ["en", "de", "ja"];

/** A row with its number in every column. */
export function row(n: number, extra: Partial<DatasetRow> = {}): DatasetRow {
  return {
    URL: `https://pictures${n % 4}.example/${n}.jpg`,
    TEXT: n % 10 === 0 ? `Ein Café № ${n}, mit einem roten Apfel` : `text number ${n} about a red apple`,
    WIDTH: 100 + n,
    HEIGHT: 200,
    LANGUAGE: LANGUAGES[n % 3]!,
    similarity: n / 1000,
    page: "https://page.example/",
    source: "alt",
    ...extra,
  };
}

export const rows = (count: number, start = 0): DatasetRow[] => Array.from({ length: count }, (_, i) => row(start + i));
