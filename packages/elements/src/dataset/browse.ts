import type { Dataset, FoundRow, RowFilter } from "@alt2img/dataset/store";
import { pictureOfRow } from "../pairs/picture-of-row.js";

/** What an element has to know about a dataset. */
export type DatasetFacts = {
  readonly rows: number;
  /** Whether it has pictures, not only their addresses. */
  readonly hasPictures: boolean;
};

/** Columns whose values are counted, and by which pairs are chosen. */
export type FacetColumn = "domain" | "LANGUAGE";

/** The most frequent values of a column. */
export type PairFacet = {
  readonly column: FacetColumn;
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

/** Which pairs to show. */
export type DatasetQuestion = {
  /** All of them have to be in the text; `"…"` is a phrase. `""` for a sample by chance. */
  readonly words: string;
  readonly only: Readonly<Partial<Record<FacetColumn, string>>>;
  /** For the sample. */
  readonly seed: number;
  /** How many at most. */
  readonly count: number;
};

/** A pair as it is shown. Its texts come from the web. */
export type ShownPair = {
  /** Its number in the dataset, from 0. */
  readonly row: number;
  readonly text: string;
  /** Of the picture. */
  readonly url: string;
  /** Of the page. */
  readonly page?: string;
  readonly domain?: string;
  readonly language?: string;
  /** The picture’s own size in pixels. */
  readonly size?: readonly [width: number, height: number];
  /** The columns with numbers between them: `similarity`, `aesthetic`, `pwatermark`, `punsafe`. */
  readonly scores: Readonly<Record<string, number>>;
  /** Who made the picture, and under which licence, if the dataset has both. */
  readonly credit?: readonly [author: string, license: string];
  /** The picture’s file as a `data:` URL. */
  readonly picture?: string;
};

export type BrowsedPairs = {
  readonly pairs: readonly ShownPair[];
  /** Whether there are more with these words. */
  readonly isCut: boolean;
};

const FACETS: readonly FacetColumn[] = ["domain", "LANGUAGE"];
const SCORES = ["similarity", "aesthetic", "pwatermark", "punsafe"];
const PICTURES = ["image", "picture"];
const SHOWN = [
  "URL",
  "TEXT",
  "WIDTH",
  "HEIGHT",
  "page",
  "domain",
  "LANGUAGE",
  "author",
  "license",
  ...SCORES,
  ...PICTURES,
];
const MOST_VALUES = 200;
/** The text of a pair can be a whole page. */
const LONGEST = 1000;

const has = ({ columns }: Dataset, name: string): boolean => columns.some((column) => column.name === name);

const shownColumns = (dataset: Dataset): string[] => SHOWN.filter((name) => has(dataset, name));

export function datasetFacts(dataset: Dataset): DatasetFacts {
  return { rows: dataset.rowCount, hasPictures: PICTURES.some((name) => has(dataset, name)) };
}

/** The pairs with the words, in their order, or some by chance. */
export async function browse(
  dataset: Dataset,
  { words, only, seed, count }: DatasetQuestion,
  { signal }: { signal?: AbortSignal } = {},
): Promise<BrowsedPairs> {
  const filter: RowFilter = Object.fromEntries(
    FACETS.flatMap((column) => (only[column] === undefined ? [] : [[column, { oneOf: [only[column]] }]])),
  );
  const options = { filter, columns: shownColumns(dataset), signal };
  if (words.trim() === "") {
    const rows = await dataset.sample({ ...options, seed, count });
    return { pairs: rows.map(shownPair), isCut: false };
  }
  const pairs: ShownPair[] = [];
  for await (const row of dataset.search(words, options)) {
    if (pairs.length === count) return { pairs, isCut: true };
    pairs.push(shownPair(row));
  }
  return { pairs, isCut: false };
}

/** Rows by their numbers. */
export async function pairsOfRows(
  dataset: Dataset,
  rows: readonly number[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<ShownPair[]> {
  const options = { columns: shownColumns(dataset), signal };
  return Promise.all(rows.map(async (row) => shownPair(await dataset.row(row, options))));
}

/** How often each domain and language occurs, as far as the dataset has these columns. */
export async function pairFacets(dataset: Dataset, { signal }: { signal?: AbortSignal } = {}): Promise<PairFacet[]> {
  const columns = FACETS.filter((name) => has(dataset, name));
  const counted = await Promise.all(columns.map((column) => dataset.facets(column, { limit: MOST_VALUES, signal })));
  return counted.map(({ values }, i) => ({ column: columns[i]!, values })).filter(({ values }) => values.length > 0);
}

function shownPair({ index, row }: FoundRow): ShownPair {
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === "string" && value !== "" ? value.slice(0, LONGEST) : undefined;
  };
  const [page, domain, language] = [text("page"), text("domain"), text("LANGUAGE")];
  const [width, height] = [row["WIDTH"], row["HEIGHT"]].map(Number);
  const [author, license] = [text("author"), text("license")];
  const picture = pictureOfRow(row);
  const scores = SCORES.flatMap((name) => (Number.isFinite(row[name]) ? [[name, row[name] as number] as const] : []));
  return {
    row: index,
    text: text("TEXT") ?? "",
    url: typeof row["URL"] === "string" ? row["URL"] : "",
    ...(page === undefined ? {} : { page }),
    ...(domain === undefined ? {} : { domain }),
    ...(language === undefined ? {} : { language }),
    ...(width! > 0 && height! > 0 ? { size: [width!, height!] } : {}),
    scores: Object.fromEntries(scores),
    ...(author === undefined || license === undefined ? {} : { credit: [author, license] }),
    ...(picture === undefined ? {} : { picture }),
  };
}
