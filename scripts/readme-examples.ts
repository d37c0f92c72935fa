import { readFileSync } from "node:fs";

/** A fenced `ts` block of a Markdown file. `ts no-run` is type-checked only. */
export type ReadmeExample = { line: number; code: string; runs: boolean };

const FENCE = /^```ts([^\n`]*)\n([\s\S]*?)^```$/gm;

export function readmeExamples(file: string): ReadmeExample[] {
  const markdown = readFileSync(file, "utf8");
  return [...markdown.matchAll(FENCE)].map(({ 1: info = "", 2: code = "", index }) => ({
    line: markdown.slice(0, index).split("\n").length,
    code,
    runs: !info.includes("no-run"),
  }));
}
