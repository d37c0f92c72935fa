import type { PartOfSpeech, Synset, Wordnet } from "@alt2img/wordnet";
import { type SynsetEntryOptions, synsetEntry } from "@alt2img/wordnet/entry";
import {
  type ClassHierarchy,
  classHierarchy,
  type HierarchyOptions,
  imageNetWnids,
  sensitivityOf,
} from "@alt2img/wordnet/imagenet";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { Command, InvalidArgumentError, Option } from "commander";
import { exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { notEmpty, wholeNumber } from "../option-parsers.js";
import { hiddenNote } from "../wordnet/hidden-note.js";
import { lexiconHelp, openLexicon, princeton30Beside } from "../wordnet/open-lexicon.js";
import { resolveSynsets } from "../wordnet/resolve-synsets.js";
import { synsetTexts } from "../wordnet/synset-text.js";

type SynsetFlags = {
  pos?: PartOfSpeech;
  tree?: true;
  depth: number;
  paths?: true;
  imagenet?: true;
  sensitive?: true;
  lexicon: string;
  format: "table" | "json";
};

const HELP = `
Name a synset by a word (you see all its senses; dogs finds dog), an id (02084071-n), an id of ImageNet (n02084071), an
ILI (i46360), a sense key (dog%1:05:00::), or a name as in NLTK (dog.n.01).
WordNet is a graph, not a tree: a synset with two hypernyms has two paths to the root, and appears in --tree at the first
place only.
It shows only those kinds of people that Yang et al. 2020 marked as safe when they reviewed ImageNet's, and person itself:
the others include slurs, and traits that no picture can show. --sensitive shows all of them.
${exitCodesHelp}

Examples:
  alt2img synset dog
  alt2img synset teapots --pos n --paths
  alt2img synset n02084071 --imagenet --tree --depth 2
  alt2img synset chien --lexicon omw-fr.xml.gz --format json`;

/** `alt2img synset`: what a WordNet says about a word or synset. */
export function synsetCommand(): Command {
  const command = new Command("synset")
    .description("Show synsets: their words, definitions, relations and place in the hierarchy.")
    .argument(
      "<reference>",
      "a word, or the id or name of a synset",
      notEmpty("a word, an id, a wnid, an ILI, a sense key or a name"),
    )
    .option("--pos <letter>", "only this part of speech: n, v, a, s (only satellites) or r", partOfSpeechLetter)
    .option("--tree", "show the synsets below it as a tree")
    .option("--depth <n>", "levels of --tree", wholeNumber(1), 3)
    .option("--paths", "show the paths from a root down to it, with definitions")
    .option("--imagenet", "show its place in ImageNet, or the nearest classes if it isn't a class")
    .option("--sensitive", "show persons that are hidden by default")
    .option("--lexicon <file>", lexiconHelp, notEmpty(lexiconHelp), "3.0")
    .addOption(
      new Option("-f, --format <format>", "table: for people; json: everything")
        .choices(["table", "json"])
        .default("table"),
    )
    .addHelpText("after", HELP)
    .action(runSynsetCommand);
  return optionNeeds(command, "depth", "--tree");
}

async function runSynsetCommand(reference: string, flags: SynsetFlags): Promise<void> {
  const lexicon = await openLexicon(flags.lexicon);
  const { wordnet } = lexicon;
  const sensitive = flags.sensitive === true;
  const princeton30 = await princeton30Beside(lexicon);
  const isSensitive = sensitivityOf(wordnet, { princeton30 });
  const isHidden = (synset: Synset): boolean => !sensitive && isSensitive(synset);
  const hidden = new Set<Synset>();
  const options: SynsetEntryOptions = {
    paths: flags.paths === true,
    treeDepth: flags.tree === true ? flags.depth : 0,
    hierarchy: flags.imagenet === true ? thousandClasses(wordnet, { sensitive, princeton30 }) : undefined,
    sensitive,
    princeton30,
    onHidden: (synset) => hidden.add(synset),
  };
  const found = resolveSynsets(lexicon, reference, flags.pos, isHidden);
  for (const synset of found) if (isHidden(synset)) hidden.add(synset);
  const entries = found.filter((synset) => !isHidden(synset)).map((synset) => synsetEntry(wordnet, synset, options));
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify(entries, null, 2)}\n` : synsetTexts(entries, process.stdout),
  );
  process.stderr.write(hiddenNote(hidden.size));
}

function thousandClasses(wordnet: Wordnet, options: HierarchyOptions): ClassHierarchy {
  return classHierarchy(taxonomy(wordnet), imageNetWnids("1k"), options);
}

function partOfSpeechLetter(text: string): PartOfSpeech {
  const found = (["n", "v", "a", "s", "r"] satisfies PartOfSpeech[]).find((letter) => letter === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    "It must be n (nouns), v (verbs), a (adjectives), s (only adjective satellites) or r (adverbs).",
  );
}
