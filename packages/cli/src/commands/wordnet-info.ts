import { lexiconFacts } from "@alt2img/wordnet/lexicons";
import { Command, Option } from "commander";
import { exitCodesHelp } from "../exit-code.js";
import { notEmpty } from "../option-parsers.js";
import { printable } from "../printable.js";
import { factsTable } from "../wordnet/facts-table.js";
import { lexiconHelp, openLexicon } from "../wordnet/open-lexicon.js";

const HELP = `
Relations are counted as the lexicon states them; most WordNets state them in both directions.
${exitCodesHelp}

Examples:
  alt2img wordnet info
  alt2img wordnet info english-wordnet-2025.xml.gz --format json`;

/** `alt2img wordnet info`: what a lexicon says about itself, and how much it contains. */
export function wordnetInfoCommand(): Command {
  return new Command("info")
    .description("Describe a lexicon and count what it contains.")
    .argument("[lexicon]", lexiconHelp, notEmpty(lexiconHelp), "3.0")
    .addOption(
      new Option("-f, --format <format>", "table: for people; json: for programs")
        .choices(["table", "json"])
        .default("table"),
    )
    .addHelpText("after", HELP)
    .action(runInfoCommand);
}

async function runInfoCommand(name: string, { format }: { format: "table" | "json" }): Promise<void> {
  const { wordnet, diagnostics } = await openLexicon(name);
  const facts = lexiconFacts(wordnet);
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ ...facts, diagnostics }, null, 2)}\n`
      : printable(factsTable(facts, diagnostics)),
  );
}
