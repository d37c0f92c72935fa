import type { ClassHierarchy } from "../imagenet/class-hierarchy.js";
import { type Hidden, type ImagenetEntry, imagenetEntry } from "../imagenet/imagenet-entry.js";
import { sensitivityOf } from "../imagenet/sensitivity.js";
import {
  gloss,
  hasDefinitions,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  synsetId,
  synsetSenses,
} from "../look-up/synset-facts.js";
import { synsetName } from "../look-up/synset-name.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import { relations, senseRelations } from "../relations/relations.js";
import {
  adjectivePosition,
  lemma,
  senseCount,
  senseFrames,
  senseKey,
  senseSynset,
  senseWord,
} from "../senses/sense-facts.js";
import { type Pronunciation, wordDetails } from "../senses/word-details.js";
import { closure, pathsUp } from "../taxonomy/paths.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import { depthsOf, type Hypernymy, hypernymyAround } from "./hypernymy.js";

/** A synset as others name it. */
export type SynsetReference = { id: string; name: string; lemmas: string[]; definition?: string };

/** Everything that a lexicon says about a synset, ready to show. None of the lists contains hidden synsets. */
export type SynsetEntry = SynsetReference & {
  /** Shown only because you asked for it. */
  sensitive?: true;
  partOfSpeech: PartOfSpeech;
  ili?: string;
  lexicographerFile?: string;
  senses: SenseEntry[];
  definitions: string[];
  examples: string[];
  /** By type, in both directions; those of its senses too. */
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
export type SenseEntry = {
  lemma: string;
  /** Princeton's. */
  senseKey?: string;
  /** How often it occurs in Princeton's tagged texts, or according to the lexicon. */
  count?: number;
  /** The position of an adjective. */
  adjectivePosition?: string;
  /** Sentences in which the verb can be used. */
  frames?: string[];
  /** Other forms and pronunciations of the word, where the lexicon lists them. */
  forms?: string[];
  pronunciations?: Pronunciation[];
};

/** A synset with those below it. A synset with two hypernyms has its subtree only at the first place. */
export type SynsetTree = SynsetReference & { below: number; hyponyms: SynsetTree[]; seen?: true; deeper?: true };

export type SynsetEntryOptions = {
  /** Whether to list the paths from the roots. Default `false`. */
  paths?: boolean;
  /** How many levels of hyponyms to show as a tree. Default 0: no tree. */
  treeDepth?: number;
  /** ImageNet's classes, to say where the synset is among them. */
  hierarchy?: ClassHierarchy | undefined;
  /** Whether to show sensitive synsets (see `sensitivityOf`). Default `false`. */
  sensitive?: boolean;
  /** Princeton's WordNet 3.0, to find sensitive synsets in other lexicons. */
  princeton30?: Wordnet | undefined;
  /** Called with each synset that is left out because it is hidden. */
  onHidden?: (synset: Synset) => void;
};

type Context = {
  wordnet: Wordnet;
  hypernymy: Hypernymy;
  isSensitive: (synset: Synset) => boolean;
  /** Whether to leave a synset out; if so, it tells the caller. */
  isLeftOut: (synset: Synset) => boolean;
};

/**
 * Everything that a lexicon says about a synset. It only reads the neighbours and needs no taxonomy. The synset
 * itself is shown whatever it is: ask `sensitivityOf` first.
 *
 * @throws Alt2imgError `wordnet/too-many-paths` with `paths`, where there are more than `MAX_HYPERNYM_PATHS`
 */
export function synsetEntry(wordnet: Wordnet, synset: Synset, options: SynsetEntryOptions = {}): SynsetEntry {
  const { paths = false, treeDepth = 0, hierarchy, sensitive = false, princeton30, onHidden = () => {} } = options;
  const isSensitive = sensitivityOf(wordnet, { princeton30 });
  const isLeftOut = (each: Synset): boolean => {
    if (sensitive || !isSensitive(each)) return false;
    onHidden(each);
    return true;
  };
  const context: Context = { wordnet, hypernymy: hypernymyAround(wordnet, synset), isSensitive, isLeftOut };
  const concept = ili(wordnet, synset);
  const file = lexicographerFile(wordnet, synset);
  const texts = hasDefinitions(wordnet) ? gloss(wordnet, synset) : undefined;
  return {
    ...synsetReference(wordnet, synset),
    ...(isSensitive(synset) ? { sensitive: true } : {}),
    partOfSpeech: partOfSpeech(wordnet, synset),
    ...(concept === undefined ? {} : { ili: concept }),
    ...(file === undefined ? {} : { lexicographerFile: file }),
    senses: synsetSenses(wordnet, synset).map((sense) => senseEntry(wordnet, sense)),
    definitions: texts?.definitions.map(({ text }) => text) ?? [],
    examples: texts?.examples.map(({ text }) => text) ?? [],
    relations: relationsByType(context, synset),
    senseRelations: lexicalRelations(context, synset),
    depth: depthsOf(wordnet, synset, context.hypernymy),
    below: countBelow(context, synset),
    ...(paths ? { paths: pathsFromRoot(context, synset) } : {}),
    ...(treeDepth > 0 ? { tree: synsetTree(context, synset, treeDepth, new Set()) } : {}),
    ...(hierarchy === undefined ? {} : { imagenet: imagenetEntry(hierarchy, synset, onHidden) }),
  };
}

function senseEntry(wordnet: Wordnet, sense: Sense): SenseEntry {
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
function synsetReference(wordnet: Wordnet, synset: Synset): SynsetReference {
  const about = { id: synsetId(wordnet, synset), name: synsetName(wordnet, synset), lemmas: lemmas(wordnet, synset) };
  const definition = hasDefinitions(wordnet) ? gloss(wordnet, synset).definitions[0]?.text : undefined;
  return definition === undefined ? about : { ...about, definition };
}

function relationsByType(context: Context, synset: Synset): Record<string, SynsetReference[]> {
  const found: Record<string, SynsetReference[]> = {};
  for (const { type, subtype, target } of relations(context.wordnet, synset)) {
    if (context.isLeftOut(target)) continue;
    const name = subtype === undefined ? type : `${type} (${subtype})`;
    found[name] ??= [];
    found[name].push(synsetReference(context.wordnet, target));
  }
  return found;
}

function lexicalRelations(context: Context, synset: Synset): SynsetEntry["senseRelations"] {
  const { wordnet } = context;
  return synsetSenses(wordnet, synset).flatMap((sense) =>
    senseRelations(wordnet, sense).flatMap(({ type, target, targetSynset }) => {
      const reached = target === undefined ? targetSynset : senseSynset(wordnet, target);
      if (context.isLeftOut(reached)) return [];
      return {
        lemma: lemma(wordnet, senseWord(wordnet, sense)),
        type,
        target: synsetId(wordnet, reached),
        ...(target === undefined ? {} : { targetLemma: lemma(wordnet, senseWord(wordnet, target)) }),
      };
    }),
  );
}

function pathsFromRoot({ wordnet, hypernymy, isLeftOut }: Context, synset: Synset): (SynsetReference | Hidden)[][] {
  return pathsUp(wordnet, synset, hypernymy.hypernyms).map((path) =>
    path.reverse().map((each) => (isLeftOut(each) ? { hidden: true } : synsetReference(wordnet, each))),
  );
}

function synsetTree(context: Context, synset: Synset, depth: number, seen: Set<Synset>): SynsetTree {
  const { wordnet, hypernymy, isLeftOut } = context;
  const about = { ...synsetReference(wordnet, synset), below: countBelow(context, synset) };
  if (seen.has(synset) && about.below > 0) return { ...about, hyponyms: [], seen: true };
  seen.add(synset);
  if (depth === 0) return { ...about, hyponyms: [], ...(about.below > 0 ? { deeper: true } : {}) };
  const shown = hypernymy.hyponyms(synset).filter((each) => !isLeftOut(each));
  return { ...about, hyponyms: shown.map((each) => synsetTree(context, each, depth - 1, seen)) };
}

function countBelow({ hypernymy }: Context, synset: Synset): number {
  return closure(synset, hypernymy.hyponyms).length;
}
