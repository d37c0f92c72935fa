import { readFileSync } from "node:fs";

/** A fenced `ts` block of a Markdown file. `ts no-run` is type-checked only. */
export type ReadmeExample = {
  line: number;
  code: string;
  runs: boolean;
  /** What it prints: the `txt output` block right behind it. A line with only `…` stands for any lines. */
  output?: string;
};

const FENCE = /^```ts((?: [^\n`]*)?)\n([\s\S]*?)^```$(?:\n+```txt output\n([\s\S]*?)^```$)?/gm;

export function readmeExamples(file: string): ReadmeExample[] {
  const markdown = readFileSync(file, "utf8");
  return [...markdown.matchAll(FENCE)].map(({ 1: info = "", 2: code = "", 3: output, index }) => ({
    line: markdown.slice(0, index).split("\n").length,
    code,
    runs: !info.includes("no-run"),
    ...(output === undefined ? {} : { output }),
  }));
}

/**
 * Whether a program printed what its document says that it prints. Other processors round the numbers of models differently: those
 * with a decimal point may differ by one in their last place, or by a hundredth of a percent.
 */
export function printedAs(printed: string, output: string): boolean {
  const lines = trimLines(printed).split("\n");
  const parts = trimLines(output)
    .split(/^…$\n?/m)
    .map((part) => (part === "" ? [] : part.replace(/\n$/, "").split("\n")));
  let from = 0;
  for (const [i, part] of parts.entries()) {
    const last = lines.length - part.length;
    const isFirst = i === 0;
    const isLast = i === parts.length - 1;
    if (isLast && !isFirst) return from <= last && isSame(lines, last, part);
    while (!isSame(lines, from, part)) {
      if (isFirst || from >= last) return false;
      from++;
    }
    from += part.length;
  }
  return from === lines.length;
}

function isSame(lines: readonly string[], from: number, part: readonly string[]): boolean {
  return from + part.length <= lines.length && part.every((line, i) => isSameLine(lines[from + i]!, line));
}

const NUMBER = /-?\d+(?:\.\d+)?/g;

function isSameLine(printed: string, line: string): boolean {
  if (printed === line) return true;
  if (printed.replaceAll(NUMBER, "0") !== line.replaceAll(NUMBER, "0")) return false;
  const [found, expected] = [printed.match(NUMBER) ?? [], line.match(NUMBER) ?? []];
  return expected.every((text, i) => {
    const decimals = text.split(".")[1]?.length;
    if (decimals === undefined || found[i]?.split(".")[1] === undefined) return text === found[i];
    const tolerance = Math.max(10 ** -decimals, 1e-4 * Math.abs(Number(text)));
    return Math.abs(Number(text) - Number(found[i])) <= tolerance * 1.001;
  });
}

/**
 * Writes what each block printed behind it, or replaces it; a block that isn't in the map stays as it is. Of long outputs, the
 * beginning and the last line are enough.
 *
 * @param printed by the line on which a block begins
 */
export function withOutputs(markdown: string, printed: ReadonlyMap<number, string>): string {
  return markdown.replaceAll(
    FENCE,
    (whole: string, info: string, code: string, _: string | undefined, index: number) => {
      const text = printed.get(markdown.slice(0, index).split("\n").length);
      if (text === undefined) return whole;
      if (text.includes("```")) throw new Error(`What this block prints has a fence in it:\n${code}`);
      const block = `\`\`\`ts${info}\n${code}\`\`\``;
      return text.trim() === "" ? block : `${block}\n\n\`\`\`txt output\n${shortened(trimLines(text))}\n\`\`\``;
    },
  );
}

const MOST_LINES = 16;
const FIRST_LINES = 12;

function shortened(text: string): string {
  const lines = text.split("\n");
  return lines.length <= MOST_LINES ? text : [...lines.slice(0, FIRST_LINES), "…", lines.at(-1)].join("\n");
}

/** `console.log` leaves a space before an empty last value, which editors and formatters drop. */
function trimLines(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "").trimEnd();
}
