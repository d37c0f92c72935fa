import { formatBytes, formatCount, formatNumber } from "@alt2img/core";
import type { Dataset, Facets } from "@alt2img/dataset/store";
import { interruptible } from "../interruption.js";
import { printable } from "../printable.js";
import { lossLines } from "./funnel-text.js";
import { openNamed } from "./open-named.js";

export type InfoFlags = { facet?: string[]; top: number; format: "table" | "json" };

/** @throws what `openDataset` throws */
export async function runDatasetInfo(source: string, { facet = [], top, format }: InfoFlags): Promise<void> {
  const { dataset, facets } = await interruptible(async (signal) => {
    const opened = await openNamed(source, signal);
    const counted: Facets[] = [];
    for (const column of facet) counted.push(await opened.facets(column, { limit: top, signal }));
    return { dataset: opened, facets: counted };
  });
  const { rowCount, columns, shards, manifest } = dataset;
  if (format === "json") {
    const all = {
      rows: rowCount,
      columns,
      shards: manifest?.shards ?? shards,
      provenance: manifest?.provenance,
      facets,
    };
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  } else process.stdout.write(printable([...describe(dataset), ...facets.flatMap(facetLines), ""].join("\n")));
}

function describe({ name, rowCount, columns, shards, manifest }: Dataset): string[] {
  const { provenance: { inputs = [], rules = [], counts } = {} } = manifest ?? {};
  const bytes = manifest?.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  return [
    `${name}: ${formatCount(rowCount, "row")} in ${formatCount(shards.length, "file")}${bytes === undefined ? "" : `, ${formatBytes(bytes)}`}`,
    `columns: ${columns.map((column) => `${column.name} (${column.type})`).join(", ")}`,
    ...(inputs.length === 0 ? [] : [`made from: ${inputs.map((input) => input.name).join(", ")}`]),
    ...(counts === undefined
      ? []
      : [
          `${formatNumber(counts.kept)} of ${formatCount(counts.read, "pair")} kept`,
          ...lossLines(
            counts,
            rules.map((rule) => rule.name),
          ),
        ]),
  ];
}

function facetLines({ column, values, bins, others, missing, distinct }: Facets): string[] {
  const rows: [string, number][] =
    bins === undefined
      ? values.map(({ value, count }) => [value, count])
      : bins.map(({ from, to, count }) => [`${Number(from.toPrecision(4))} to ${Number(to.toPrecision(4))}`, count]);
  if (others > 0) rows.push(["(others)", others]);
  if (missing > 0) rows.push(["(empty)", missing]);
  const width = Math.max(1, ...rows.map(([, count]) => formatNumber(count).length));
  return [
    "",
    bins === undefined ? `${column}: ${formatCount(distinct, "value")}` : column,
    ...rows.map(([value, count]) => `  ${formatNumber(count).padStart(width)}  ${value}`),
  ];
}
