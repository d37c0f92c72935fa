import { basename, dirname, extname, join } from "node:path";
import { Alt2imgError, countDiagnostic, type Diagnostic, formatBytes, formatCount, formatNumber } from "@alt2img/core";
import { loadWordNet, type WordNetSource } from "@alt2img/wordnet";
import { type CompiledWordNet, compileWordNet, type DefinitionsPlace } from "@alt2img/wordnet/compile";
import { openWordNetFile } from "@alt2img/wordnet/node";
import { princetonEditions } from "@alt2img/wordnet/princeton";
import { Command, Option } from "commander";
import { exitCodesHelp } from "../exit-code.js";
import { notEmpty, outputName } from "../option-parsers.js";
import { checkOutputFile } from "../output-file.js";
import { printable } from "../printable.js";
import { cannotRead, lexiconPath } from "../wordnet/open-lexicon.js";
import { readIliMap } from "../wordnet/read-ili-map.js";
import { writeOutput } from "../write-output.js";

type CompileFlags = { out: string; definitions: DefinitionsPlace; ili?: string; quiet?: true; verbose?: true };

const sourceHelp = "WN-LMF XML (gzip or not), or a dict folder from Princeton";

const HELP = `
The compiled file opens in milliseconds, in Node and in browsers. The same source gives the same bytes. With
--definitions apart, the definitions of FILE.bin go into FILE-definitions.bin.
Faulty entries are left out and counted; --verbose prints each of them.
${exitCodesHelp}

Examples:
  alt2img wordnet compile english-wordnet-2025.xml.gz --out oewn.bin
  alt2img wordnet compile WordNet-3.0/dict --out wn30.bin --ili ili-map-pwn30.tab`;

/** `alt2img wordnet compile`: compiles a lexicon into a file that opens in milliseconds. */
export function wordnetCompileCommand(): Command {
  return new Command("compile")
    .description("Compile WN-LMF XML or Princeton's database files into one file that opens in milliseconds.")
    .argument("<source>", sourceHelp, notEmpty(sourceHelp))
    .requiredOption("-o, --out <file>", "where to write the compiled lexicon", outputName("a file name"))
    .addOption(
      new Option("-d, --definitions <place>", "where to put definitions and examples")
        .choices(["inside", "apart", "none"] satisfies DefinitionsPlace[])
        .default("inside" satisfies DefinitionsPlace),
    )
    .option(
      "--ili <file>",
      "ILI numbers for Princeton's files, which don't have any: lines of i46360, tab, 02084071-n (gzip or not)",
      notEmpty("a file name"),
    )
    .addOption(new Option("-q, --quiet", "no summary, only errors").conflicts("verbose"))
    .option("-v, --verbose", "print every diagnostic, not just the counts")
    .addHelpText("after", HELP)
    .action(runCompileCommand);
}

async function runCompileCommand(source: string, flags: CompileFlags): Promise<void> {
  const { out, definitions, ili, quiet = false, verbose = false } = flags;
  const diagnostics: Record<string, number> = {};
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    countDiagnostic(diagnostics, diagnostic);
    if (verbose) process.stderr.write(printable(`${diagnostic.code}: ${diagnostic.message}\n`));
  };
  const outputs = definitions === "apart" ? [out, besides(out)] : [out];
  for (const path of outputs) await checkOutputFile(path, [source, ili ?? []].flat(), "wordnet.bin");
  const compiled = await compile(source, flags, onDiagnostic);
  const written = [await write(out, compiled.lexicon)];
  if (compiled.definitions !== undefined) written.push(await write(besides(out), compiled.definitions));
  if (quiet) return;
  const { counts } = await loadWordNet(compiled.lexicon);
  const broken = Object.entries(diagnostics).map(([code, count]) => `left out: ${formatNumber(count)} × ${code}`);
  const summary = [
    `${formatCount(counts.synsets, "synset")}, ${formatCount(counts.words, "word")}, ${formatCount(counts.senses, "sense")}; definitions ${definitions}`,
    ...broken,
    ...written,
  ];
  process.stderr.write(printable(`${summary.join("\n")}\n`));
}

async function compile(
  source: string,
  { definitions, ili }: CompileFlags,
  onDiagnostic: (diagnostic: Diagnostic) => void,
): Promise<CompiledWordNet> {
  let compiling = source;
  try {
    const opened = await openWordNetFile(lexiconPath(source));
    if (ili === undefined) return await compileWordNet(opened, { definitions, onDiagnostic });
    if (!isFolder(opened)) {
      throw new Alt2imgError(
        "cli/usage",
        `--ili is only for Princeton's dict folders, and ${source} isn't one. Leave --ili out.`,
      );
    }
    compiling = ili;
    const map = await readIliMap(ili);
    compiling = source;
    return await compileWordNet(opened, { definitions, onDiagnostic, ili: map });
  } catch (error) {
    if (error instanceof Alt2imgError && error.code === "wordnet/compiled-already") {
      throw new Alt2imgError(
        "cli/usage",
        `${source} is already compiled. Give the XML file or the dict folder that it was made from.`,
      );
    }
    const isEdition = princetonEditions.some((edition) => edition === source);
    if (isEdition && error instanceof Alt2imgError && error.code === "wordnet/no-file") {
      throw new Alt2imgError(
        "cli/usage",
        `Princeton's WordNet ${source} is already compiled: use it by its name, as in --lexicon ${source}. To compile your own lexicon, give ${sourceHelp}.`,
      );
    }
    throw cannotRead(compiling, error);
  }
}

function isFolder(source: WordNetSource): boolean {
  return typeof source === "object" && "files" in source;
}

async function write(path: string, bytes: Uint8Array): Promise<string> {
  await writeOutput(path, bytes);
  return `${path}: ${formatBytes(bytes.length)}`;
}

/** `wordnet.bin` → `wordnet-definitions.bin`. */
function besides(path: string): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}-definitions${extension}`);
}
