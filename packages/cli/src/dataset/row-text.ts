import { csv } from "../clip/csv.js";

export type RowFormat = "text" | "jsonl" | "csv";

/** A row with its number, and a score if it was ranked. */
export type ShownRow = {
  readonly index: number;
  readonly row: Readonly<Record<string, unknown>>;
  readonly score?: number;
};

/** Rows for people, or for programs. */
export function rowsText(rows: readonly ShownRow[], format: RowFormat): string {
  switch (format) {
    case "text":
      return rows.map(textOf).join("");
    case "jsonl":
      return rows
        .map(({ index, row, score }) => `${JSON.stringify({ index, ...scored(score), ...plain(row) })}\n`)
        .join("");
    case "csv": {
      const columns = [...new Set(rows.flatMap(({ row }) => Object.keys(row)))];
      const cells = rows.map(({ index, row, score }) => [
        index,
        score,
        ...columns.map((column) => cellOf(row[column])),
      ]);
      return csv(["index", "score", ...columns], cells);
    }
  }
}

const scored = (score: number | undefined): { score?: number } => (score === undefined ? {} : { score });

function textOf({ index, row, score }: ShownRow): string {
  const text = String(row["TEXT"] ?? row["caption"] ?? row["text"] ?? "").replace(/\s+/g, " ");
  const url = String(row["URL"] ?? row["url"] ?? "");
  return `${[String(index).padStart(7), ...(score === undefined ? [] : [score.toFixed(3)]), text].join("  ")}\n${" ".repeat(9)}${url}\n`;
}

const plain = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));

/** JSON has no bigints, and writes typed arrays as objects: also within lists and structures. */
function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, plainValue);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  return plain(value as Record<string, unknown>);
}

function cellOf(value: unknown): string | number | undefined {
  const found = plainValue(value);
  if (found === undefined || found === null) return undefined;
  return typeof found === "number" || typeof found === "string" ? found : JSON.stringify(found);
}
