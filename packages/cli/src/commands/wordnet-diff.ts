import { diffLexicons } from "@alt2img/wordnet/lexicons";
import { Command, Option } from "commander";
import { exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { notEmpty, wholeNumber } from "../option-parsers.js";
import { printable } from "../printable.js";
import { diffTable } from "../wordnet/diff-table.js";
import { hiddenNote } from "../wordnet/hidden-note.js";
import { lexiconHelp, openLexicon, princeton30Beside } from "../wordnet/open-lexicon.js";

type DiffFlags = { limit: number; sensitive?: true; format: "table" | "json" };

const HELP = `
Two synsets are the same if they share an ILI, an id and a lemma, or a sense key; two words if they share a lemma and a part
of speech. Only relations that the lexicons state are compared.
Kinds of people that aren't marked as safe appear only by id, and words that name nothing else are only counted: see
alt2img synset --help.
${exitCodesHelp}

Examples:
  alt2img wordnet diff 3.0 3.1
  alt2img wordnet diff 3.1 english-wordnet-2025.xml.gz --format json > changes.json`;

/** `alt2img wordnet diff`: what one lexicon has and another doesn't. */
export function wordnetDiffCommand(): Command {
  const command = new Command("diff")
    .description("Count and list the synsets, words and relations that only one of two lexicons has.")
    .argument("<before>", lexiconHelp, notEmpty(lexiconHelp))
    .argument("<after>", "the same", notEmpty(lexiconHelp))
    .option("-n, --limit <n>", "how many of each kind the table lists", wholeNumber(0), 10)
    .option("--sensitive", "show persons that are hidden by default")
    .addOption(
      new Option("-f, --format <format>", "table: for people; json: everything")
        .choices(["table", "json"])
        .default("table"),
    )
    .addHelpText("after", HELP)
    .action(runDiffCommand);
  return optionNeeds(command, "limit", "--format table");
}

async function runDiffCommand(before: string, after: string, { limit, sensitive, format }: DiffFlags): Promise<void> {
  const [one, other] = [await openLexicon(before), await openLexicon(after)];
  const princeton30 = (await princeton30Beside(one)) ?? one.wordnet;
  const diff = diffLexicons(one.wordnet, other.wordnet, { sensitive: sensitive === true, princeton30 });
  process.stdout.write(
    format === "json" ? `${JSON.stringify(diff, null, 1)}\n` : printable(diffTable(diff, { limit })),
  );
  process.stderr.write(hiddenNote(diff.hiddenSynsets));
}
