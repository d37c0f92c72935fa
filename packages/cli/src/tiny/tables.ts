import { styleText } from "node:util";
import type { Counts, TinyDescription } from "./describe-tiny.js";
import type { TinyVerification } from "./verify-tiny.js";

const SHORT_DIGEST = 12;

/** For people: the files with their sizes, and counts of their contents. */
export function descriptionTable({ parts, trainingSet, crawl }: TinyDescription): string {
  const { rows, recoloured, ...drawings } = trainingSet;
  const { pages, images, pairs, broken, ...qualities } = crawl;
  const files = parts.flatMap(({ name, files }) =>
    files.map(({ path, bytes, sha256 }) => [name, path, size(bytes), sha256.slice(0, SHORT_DIGEST)]),
  );
  return [
    columns([["part", "file", "size", "SHA-256"], ...files]),
    "",
    `training set: ${number(rows)} drawings, ${number(recoloured)} of them recoloured`,
    ...Object.entries(drawings).map(countLine),
    "",
    `crawl: ${number(pages)} pages, ${number(images)} images, ${number(pairs)} pairs, ${number(broken)} broken records`,
    ...Object.entries(qualities).map(countLine),
    "",
  ].join("\n");
}

/** For people: each file, and what is wrong with it. */
export function verificationTable({ files, rows, problem }: TinyVerification, stream: NodeJS.WriteStream): string {
  const word = (bad: string | undefined): string =>
    bad === undefined ? styleText("green", "ok", { stream }) : styleText("red", "damaged", { stream });
  const lines = files.map((file) => [word(file.problem), size(file.bytes), `${file.part}/${file.path}`]);
  const problems = [...files.map((file) => file.problem), problem].filter((each) => each !== undefined);
  const rowLine = rows === undefined ? [] : [`${word(problem)}  ${number(rows)} rows in the training set`];
  return [columns(lines), ...rowLine, ...problems, ""].join("\n");
}

function countLine([name, all]: [name: string, all: Counts]): string {
  const list = Object.entries(all).map(([word, count]) => `${word} ${number(count)}`);
  return `  ${name}: ${list.join(", ")}`;
}

/** Cells next to each other; escape sequences for colour take up no room. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, plain(cell).length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + " ".repeat(widths[i]! - plain(cell).length))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const plain = (cell: string): string => cell.replace(/\u001b\[\d+m/g, "");

const number = (value: number): string => value.toLocaleString("en");

const size = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
