import { readFileSync } from "node:fs";

/** A fenced `ts` block of a Markdown file. `ts no-run` is type-checked only. */
export type ReadmeExample = {
  line: number;
  code: string;
  runs: boolean;
  /** What it prints: the `txt output` block right behind it. A line with only `…` stands for any lines. */
  output?: string;
};

const FENCE = /^```ts([^\n`]*)\n([\s\S]*?)^```$(?:\n+```txt output\n([\s\S]*?)^```$)?/gm;

export function readmeExamples(file: string): ReadmeExample[] {
  const markdown = readFileSync(file, "utf8");
  return [...markdown.matchAll(FENCE)].map(({ 1: info = "", 2: code = "", 3: output, index }) => ({
    line: markdown.slice(0, index).split("\n").length,
    code,
    runs: !info.includes("no-run"),
    ...(output === undefined ? {} : { output }),
  }));
}

/** Whether a program printed what its document says that it prints. */
export function printedAs(printed: string, output: string): boolean {
  const parts = trimLines(output).split(/^…$/m);
  const pattern = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("[\\s\\S]*");
  return new RegExp(`^${pattern}$`).test(trimLines(printed));
}

/**
 * Writes what each block printed behind it, or replaces what stood there; a block that isn't in the map stays as it is.
 *
 * @param printed by the line on which a block begins
 */
export function withOutputs(markdown: string, printed: ReadonlyMap<number, string>): string {
  return markdown.replaceAll(FENCE, (whole: string, info: string, code: string, _: string | undefined, index: number) => {
    const text = printed.get(markdown.slice(0, index).split("\n").length);
    if (text === undefined) return whole;
    const block = `\`\`\`ts${info}\n${code}\`\`\``;
    return text.trim() === "" ? block : `${block}\n\n\`\`\`txt output\n${trimLines(text)}\n\`\`\``;
  });
}

/** `console.log` leaves a space before an empty last value, which editors and formatters drop. */
function trimLines(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "").trimEnd();
}
