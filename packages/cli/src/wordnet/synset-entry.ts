import {
  examples,
  gloss,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  type Sense,
  type Synset,
  synsetId,
  synsetName,
  synsetSenses,
} from "@alt2img/wordnet";
import type { ClassHierarchy } from "@alt2img/wordnet/imagenet";
import { relations, senseRelations } from "@alt2img/wordnet/relations";
import {
  adjectivePosition,
  lemma,
  type Pronunciation,
  senseCount,
  senseFrames,
  senseKey,
  senseSynset,
  senseWord,
  wordDetails,
} from "@alt2img/wordnet/senses";
import { hypernymPaths, hyponymClosure, hyponyms, maxDepth, minDepth, type Taxonomy } from "@alt2img/wordnet/taxonomy";
import { type Hidden, type ImagenetEntry, imagenetEntry } from "./imagenet-entry.js";

/** A synset as others name it. */
export type SynsetReference = { id: string; name: string; lemmas: string[]; definition?: string };

/** What `alt2img synset` says of a synset; what is hidden is in no list, but counted. */
export type SynsetEntry = SynsetReference & {
  /** Shown only because it was asked for. */
  sensitive?: true;
  partOfSpeech: string;
  ili?: string;
  lexicographerFile?: string;
  senses: SenseEntry[];
  definitions: string[];
  examples: string[];
  /** By type, in both directions; so too those of its senses. */
  relations: Record<string, SynsetReference[]>;
  senseRelations: { lemma: string; type: string; target: string; targetLemma?: string }[];
  /** Edges to a root, on the shortest and on the longest path. */
  depth: { min: number; max: number };
  /** How many synsets are below it. */
  below: number;
  /** From the root down to the synset. */
  paths?: (SynsetReference | Hidden)[][];
  tree?: SynsetTree;
  imagenet?: ImagenetEntry;
};

/** A word of a synset. */
type SenseEntry = {
  lemma: string;
  /** Princeton's. */
  senseKey?: string;
  /** How often it was met in Princeton's tagged texts, or what the lexicon counts. */
  count?: number;
  /** Where an adjective may stand. */
  adjectivePosition?: string;
  /** Sentences that a verb goes into. */
  frames?: string[];
  /** Other forms and pronunciations of the word, where the lexicon lists them. */
  forms?: string[];
  pronunciations?: Pronunciation[];
};

/** A synset with those below it. What stands elsewhere in the tree already, having two hypernyms, is not taken apart again. */
export type SynsetTree = SynsetReference & { below: number; hyponyms: SynsetTree[]; seen?: true; deeper?: true };

/** What an entry is made from. */
export type EntryContext = {
  taxonomy: Taxonomy;
  hasDefinitions: boolean;
  /** Synsets that must not be shown. */
  isHidden: (synset: Synset) => boolean;
  isSensitive: (synset: Synset) => boolean;
  /** Called for each thing that is left out because it is hidden. */
  onHidden: (synset: Synset) => void;
};

export type EntryOptions = {
  paths: boolean;
  /** How many levels of hyponyms; 0 for no tree. */
  treeDepth: number;
  /** Of ImageNet's 1,000 classes, to say where the synset stands in it. */
  hierarchy?: ClassHierarchy | undefined;
};

/** All that a lexicon says of a synset. */
export function synsetEntry(
  context: EntryContext,
  synset: Synset,
  { paths, treeDepth, hierarchy }: EntryOptions,
): SynsetEntry {
  const { taxonomy, hasDefinitions } = context;
  const { wordnet } = taxonomy;
  const concept = ili(wordnet, synset);
  const file = lexicographerFile(wordnet, synset);
  const texts = hasDefinitions ? gloss(wordnet, synset) : undefined;
  const imagenet = hierarchy && imagenetEntry(hierarchy, synset, context.onHidden);
  return {
    ...synsetReference(context, synset),
    ...(context.isSensitive(synset) ? { sensitive: true } : {}),
    partOfSpeech: partOfSpeech(wordnet, synset),
    ...(concept === undefined ? {} : { ili: concept }),
    ...(file === undefined ? {} : { lexicographerFile: file }),
    senses: synsetSenses(wordnet, synset).map((sense) => senseEntry(context, sense)),
    definitions: texts?.definitions.map(({ text }) => text) ?? [],
    examples: hasDefinitions ? examples(wordnet, synset).map(({ text }) => text) : [],
    relations: relationsByType(context, synset),
    senseRelations: lexicalRelations(context, synset),
    depth: { min: minDepth(taxonomy, synset), max: maxDepth(taxonomy, synset) },
    below: hyponymClosure(taxonomy, synset).length,
    ...(paths ? { paths: pathsFromRoot(context, synset) } : {}),
    ...(treeDepth > 0 ? { tree: synsetTree(context, synset, treeDepth, new Set()) } : {}),
    ...(imagenet === undefined ? {} : { imagenet }),
  };
}

function senseEntry({ taxonomy: { wordnet } }: EntryContext, sense: Sense): SenseEntry {
  const word = senseWord(wordnet, sense);
  const key = senseKey(wordnet, sense);
  const count = senseCount(wordnet, sense);
  const position = adjectivePosition(wordnet, sense);
  const frames = senseFrames(wordnet, sense);
  const { forms = [], pronunciations = [] } = wordDetails(wordnet, word);
  return {
    lemma: lemma(wordnet, word),
    ...(key === undefined ? {} : { senseKey: key }),
    ...(count > 0 ? { count } : {}),
    ...(position === undefined ? {} : { adjectivePosition: position }),
    ...(frames.length === 0 ? {} : { frames }),
    ...(forms.length === 0 ? {} : { forms: forms.map(({ writtenForm }) => writtenForm) }),
    ...(pronunciations.length === 0 ? {} : { pronunciations }),
  };
}

/** How a synset is named. */
function synsetReference({ taxonomy: { wordnet }, hasDefinitions }: EntryContext, synset: Synset): SynsetReference {
  const about = { id: synsetId(wordnet, synset), name: synsetName(wordnet, synset), lemmas: lemmas(wordnet, synset) };
  const definition = hasDefinitions ? gloss(wordnet, synset).definitions[0]?.text : undefined;
  return definition === undefined ? about : { ...about, definition };
}

function relationsByType(context: EntryContext, synset: Synset): Record<string, SynsetReference[]> {
  const found: Record<string, SynsetReference[]> = {};
  for (const { type, subtype, target } of relations(context.taxonomy.wordnet, synset)) {
    if (isLeftOut(context, target)) continue;
    const name = subtype === undefined ? type : `${type} (${subtype})`;
    found[name] ??= [];
    found[name].push(synsetReference(context, target));
  }
  return found;
}

function lexicalRelations(context: EntryContext, synset: Synset): SynsetEntry["senseRelations"] {
  const { wordnet } = context.taxonomy;
  return synsetSenses(wordnet, synset).flatMap((sense) =>
    senseRelations(wordnet, sense).flatMap(({ type, target, targetSynset }) => {
      const reached = target === undefined ? targetSynset : senseSynset(wordnet, target);
      if (isLeftOut(context, reached)) return [];
      return {
        lemma: lemma(wordnet, senseWord(wordnet, sense)),
        type,
        target: synsetId(wordnet, reached),
        ...(target === undefined ? {} : { targetLemma: lemma(wordnet, senseWord(wordnet, target)) }),
      };
    }),
  );
}

function pathsFromRoot(context: EntryContext, synset: Synset): (SynsetReference | Hidden)[][] {
  const paths = hypernymPaths(context.taxonomy, synset);
  return paths.map((path) =>
    path.reverse().map((each) => (isLeftOut(context, each) ? { hidden: true } : synsetReference(context, each))),
  );
}

function synsetTree(context: EntryContext, synset: Synset, depth: number, seen: Set<Synset>): SynsetTree {
  const { taxonomy } = context;
  const about = { ...synsetReference(context, synset), below: hyponymClosure(taxonomy, synset).length };
  if (seen.has(synset) && about.below > 0) return { ...about, hyponyms: [], seen: true };
  seen.add(synset);
  if (depth === 0) return { ...about, hyponyms: [], ...(about.below > 0 ? { deeper: true } : {}) };
  const shown = hyponyms(taxonomy, synset).filter((each) => !isLeftOut(context, each));
  return { ...about, hyponyms: shown.map((each) => synsetTree(context, each, depth - 1, seen)) };
}

function isLeftOut({ isHidden, onHidden }: EntryContext, synset: Synset): boolean {
  if (!isHidden(synset)) return false;
  onHidden(synset);
  return true;
}
