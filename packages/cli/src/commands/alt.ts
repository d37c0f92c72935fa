import { Command, Option } from "commander";
import { imageSummary, imageTable } from "../alt/image-table.js";
import { type JudgedPage, judgePage } from "../alt/judge-page.js";
import { readPage } from "../alt/read-page.js";
import { exitCodes, exitCodesHelp } from "../exit-code.js";
import { baseUrl, notEmpty } from "../option-parsers.js";
import { printable } from "../printable.js";

type AltFormat = "table" | "json" | "jsonl";
type AltFlags = { base?: string; lint?: boolean; format: AltFormat };

const inputHelp = "an HTML file (gzip or not), a URL, or - for standard input";

const HELP = `
For each image, it shows whether the image has a name, is marked as decorative or has no text; what people hear when they
listen to the page; and what a training crawl like LAION's takes. A URL is fetched once; redirects are followed.
${exitCodesHelp}

Examples:
  alt2img alt page.html --lint
  alt2img alt https://example.org/ --format json
  curl -s https://example.org/ | alt2img alt - --base https://example.org/`;

/** `alt2img alt`: the images of one page with their text, for its two readers. */
export function altCommand(): Command {
  return new Command("alt")
    .description("Show the images of a page with their text: what a screen reader says, what a training crawl takes.")
    .argument("<input>", inputHelp, notEmpty(inputHelp))
    .option("--base <url>", "the address of the page, for its relative URLs", baseUrl)
    .option("--lint", "check the texts against published rules; the exit status is 1 if there are errors")
    .addOption(
      new Option("-f, --format <format>", "table: for people; json: the whole page; jsonl: one line for each image")
        .choices(["table", "json", "jsonl"] satisfies AltFormat[])
        .default("table" satisfies AltFormat),
    )
    .addHelpText("after", HELP)
    .action(runAltCommand);
}

async function runAltCommand(input: string, { base, lint = false, format }: AltFlags): Promise<void> {
  const page = judgePage(await readPage(input, { base, stdin: process.stdin }), { lint });
  process.stdout.write(formatPage(page, format));
  if (format === "table") {
    process.stderr.write(`${imageSummary(page)}\n`);
    if (base === undefined && page.images.some(({ url }) => url?.startsWith("file:"))) {
      process.stderr.write(
        "An HTML file doesn't contain its own address. Give it with --base URL to get web addresses instead of file: URLs.\n",
      );
    }
    for (const { message } of page.diagnostics) process.stderr.write(`alt2img: ${printable(message)}\n`);
  }
  const failed = page.images.some(({ findings }) => findings?.some(({ severity }) => severity === "error"));
  if (failed) process.exitCode = exitCodes.findings;
}

function formatPage(page: JudgedPage, format: AltFormat): string {
  switch (format) {
    case "table":
      return page.images.length === 0 ? "" : `${imageTable(page, process.stdout)}\n`;
    case "json":
      return `${JSON.stringify(page, null, 2)}\n`;
    case "jsonl":
      return page.images.map((image) => `${JSON.stringify({ pageUrl: page.url, ...image })}\n`).join("");
  }
}
