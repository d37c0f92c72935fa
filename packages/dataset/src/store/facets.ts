import { Alt2imgError } from "@alt2img/core";
import { jsonText } from "../jsonl/json-text.js";
import { ahead } from "./ahead.js";
import { isHeavy } from "./dataset-columns.js";
import { domainOfUrl } from "./domain.js";
import { compileFilter, type RowFilter } from "./filter.js";
import { type DatasetPart, matching, type Parts } from "./parts.js";

export type FacetOptions = {
  /** Counts only rows that meet it. */
  filter?: RowFilter | undefined;
  /** How many values to list, the most frequent first. Default 100. */
  limit?: number | undefined;
  /** How many bins the histogram of a column of numbers has. Default 20. */
  bins?: number | undefined;
  signal?: AbortSignal | undefined;
};

/** What a column says, as plain data: `rows` = the counts of all values or bins + `others` + `missing`. */
export type Facets = {
  readonly column: string;
  /** Rows that meet the filter. */
  readonly rows: number;
  /** Rows with an empty cell. */
  readonly missing: number;
  /** The most frequent values, and how many rows have each; a row with a list of values counts for each of them. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** How many different values there are. */
  readonly distinct: number;
  /** Rows with other values than those listed. Of lists, occurrences. */
  readonly others: number;
  /** For numbers: bins of equal width from the least to the greatest value. Each has its lower bound; the last one both. */
  readonly bins?: readonly { readonly from: number; readonly to: number; readonly count: number }[];
};

/** Row groups that are counted at the same time. */
const WIDTH = 8;

const NUMBERS: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** See `Dataset.facets`. @throws Alt2imgError `dataset/no-such-column`, `dataset/facet`, `dataset/threshold` */
export async function countFacets(
  source: Parts,
  column: string,
  { filter, limit = 100, bins = 20, signal }: FacetOptions,
  checkColumns: (names: readonly string[]) => void,
): Promise<Facets> {
  for (const [name, value] of Object.entries({ limit, bins })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new Alt2imgError("dataset/facet", `${name} is ${value}; it must be a whole number, at least 1.`);
  }
  const known = source.columns.find(({ name }) => name === column);
  // Files of other programs have the domain in the address.
  const url = known === undefined && column === "domain" ? addressColumn(source) : undefined;
  const compiled = compileFilter(filter);
  checkColumns([url ?? column, ...compiled.columns]);
  if (known !== undefined && isHeavy(known)) {
    throw new Alt2imgError("dataset/facet", `“${column}” has the type ${known.type}, whose values can't be counted.`);
  }
  const work = async (
    part: DatasetPart,
  ): Promise<{ part: DatasetPart; numbers: number[] | undefined; cells: ArrayLike<unknown> }> => {
    const numbers = compiled.columns.length === 0 ? undefined : await matching(part, compiled);
    return { part, numbers, cells: numbers?.length === 0 ? [] : await part.read(url ?? column) };
  };
  const tally = known !== undefined && NUMBERS.has(known.type) ? tallyNumbers(bins) : tallyValues(limit);
  let rows = 0;
  for await (const { part, numbers, cells } of ahead(source.parts({ signal }, compiled), WIDTH, work)) {
    const count = numbers?.length ?? part.rows;
    rows += count;
    for (let i = 0; i < count; i++) {
      const cell = cells[numbers === undefined ? i : numbers[i]!];
      tally.add(url === undefined ? cell : domainOfUrl(cell));
    }
  }
  return { column, rows, ...tally.result() };
}

function addressColumn({ columns }: Parts): string | undefined {
  return ["URL", "url"].find((name) => columns.some((column) => column.name === name));
}

type Tally = { add(cell: unknown): void; result(): Omit<Facets, "column" | "rows"> };

function tallyValues(limit: number): Tally {
  const counts = new Map<string, number>();
  let missing = 0;
  const addValue = (value: unknown): void => {
    const key = typeof value === "object" ? jsonText(value) : String(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    add(cell) {
      if (cell === null || cell === undefined || (Array.isArray(cell) && cell.length === 0)) missing++;
      else if (Array.isArray(cell)) for (const value of new Set(cell)) addValue(value);
      else addValue(cell);
    },
    result() {
      const sorted = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
      const values = sorted.slice(0, limit).map(([value, count]) => ({ value, count }));
      const others = sorted.slice(limit).reduce((sum, [, count]) => sum + count, 0);
      return { missing, values, distinct: counts.size, others };
    },
  };
}

function tallyNumbers(bins: number): Tally {
  // A typed array that grows: the bins are known only when all numbers are.
  let numbers = new Float64Array(1024);
  let length = 0;
  let missing = 0;
  return {
    add(cell) {
      const value = typeof cell === "bigint" ? Number(cell) : cell;
      if (typeof value !== "number" || !Number.isFinite(value)) missing++;
      else {
        if (length === numbers.length) {
          const larger = new Float64Array(length * 2);
          larger.set(numbers);
          numbers = larger;
        }
        numbers[length++] = value;
      }
    },
    result: () => ({ missing, values: [], others: 0, ...histogram(numbers.subarray(0, length), bins) }),
  };
}

function histogram(numbers: Float64Array, bins: number): Pick<Facets, "bins" | "distinct"> {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of numbers) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const distinct = new Set(numbers).size;
  if (numbers.length === 0) return { bins: [], distinct };
  if (least === greatest) return { bins: [{ from: least, to: greatest, count: numbers.length }], distinct };
  const counts = new Uint32Array(bins);
  const width = (greatest - least) / bins;
  for (const value of numbers) {
    const bin = Math.min(Math.floor((value - least) / width), bins - 1);
    counts[bin] = counts[bin]! + 1;
  }
  const edge = (i: number): number => (i === bins ? greatest : least + i * width);
  return { bins: Array.from(counts, (count, i) => ({ from: edge(i), to: edge(i + 1), count })), distinct };
}
