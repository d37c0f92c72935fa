import { readFileSync } from "node:fs";
import { basename } from "node:path";

type Row = { name: string; speed: string; time: string; ratio: string };
export type Measured = { suite: string; machine: string; title: string; rows: Row[] };

type Saved = {
  node: string;
  cpu: string;
  cores: number;
  date: string;
  comparisons: {
    title: string;
    rounds: number;
    bytes: number;
    items?: { count: number; unit: string };
    results: { name: string; medianSeconds: number; megabytesPerSecond: number }[];
  }[];
};

declare const data: Measured[];

export { data };

/** What `npm run bench -- --save` wrote, as rows of tables. */
export default {
  watch: ["../../bench/results/*.json"],
  load(files: string[]): Measured[] {
    return files.sort().flatMap((file) => {
      const { node, cpu, cores, date, comparisons } = JSON.parse(readFileSync(file, "utf8")) as Saved;
      return comparisons.map(({ title, rounds, items, results }) => ({
        suite: basename(file, ".json"),
        title,
        machine: `${cpu}, ${cores} cores, Node ${node}, ${date}; ${rounds === 1 ? "one run" : `median of ${rounds} runs`}`,
        rows: results.map(({ name, medianSeconds, megabytesPerSecond }) => ({
          name,
          time: duration(medianSeconds),
          speed: items ? `${whole(items.count / medianSeconds)} ${items.unit}/s` : `${whole(megabytesPerSecond)} MB/s`,
          ratio: (medianSeconds / results[0]!.medianSeconds).toFixed(2),
        })),
      }));
    });
  },
};

function duration(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}

function whole(number: number): string {
  return Math.round(number).toLocaleString("en");
}
