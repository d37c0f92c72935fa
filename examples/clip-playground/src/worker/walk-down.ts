import { buildZeroShotClassifier, type ZeroShotClassifier } from "@alt2img/clip";
import { classifyDown, hierarchyClassNames } from "@alt2img/clip/imagenet";
import { lemmas, loadWordNet, type Synset } from "@alt2img/wordnet";
import lexiconUrl from "@alt2img/wordnet/data/princeton30.bin?url";
import { type ClassHierarchy, classHierarchy, imageNetWnids } from "@alt2img/wordnet/imagenet";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import emojiClasses from "../../samples/classes.json" with { type: "json" };
import { clip, embedPicture } from "./model.js";

/** `emoji`: what the tiny CLIP has drawings of. `imagenet`: the 1,000 classes of ImageNet's competition. */
export type ClassSet = "emoji" | "imagenet";

type Concept = { readonly name: string; readonly probability: number };

/** Plain data. */
export type WayDown = {
  /** From the root to a class, with the likeliest other node next to each. */
  readonly path: readonly (Concept & { readonly other?: Concept })[];
  /** The likeliest classes by themselves, the likeliest first. */
  readonly classes: readonly Concept[];
  readonly classCount: number;
};

type Prepared = {
  readonly hierarchy: ClassHierarchy;
  readonly names: readonly string[];
  readonly classifier: ZeroShotClassifier;
};

let nouns: Promise<Taxonomy> | undefined;
const prepared = new Map<ClassSet, Promise<Prepared>>();

export async function walkDown(file: Blob, set: ClassSet, { signal }: { signal: AbortSignal }): Promise<WayDown> {
  const picture = await embedPicture(file, signal);
  const { hierarchy, names, classifier } = await once(prepared, set, () => prepare(set));
  const { path, probabilities } = await classifyDown(await clip(), picture, classifier, hierarchy, { signal });
  const { wordnet } = hierarchy.taxonomy;
  const conceptOf = (synset: Synset): Concept => ({
    name: lemmas(wordnet, synset)[0] ?? "",
    probability: probabilities.get(synset) ?? 0,
  });
  const steps = path.map(({ synset }, i) => {
    const siblings = i === 0 ? hierarchy.roots : hierarchy.nodes.get(path[i - 1]!.synset)!.hyponyms;
    const [other] = siblings
      .filter((each) => each !== synset)
      .map(conceptOf)
      .sort(likeliestFirst);
    return { ...conceptOf(synset), ...(other === undefined ? {} : { other }) };
  });
  const leaves = hierarchy.classes.flatMap(({ synset }, i) =>
    hierarchy.nodes.get(synset)!.hyponyms.length > 0
      ? []
      : [{ name: names[i]!, probability: probabilities.get(synset) ?? 0 }],
  );
  return { path: steps, classes: leaves.sort(likeliestFirst).slice(0, 5), classCount: names.length };
}

const likeliestFirst = (a: Concept, b: Concept): number => b.probability - a.probability;

async function prepare(set: ClassSet): Promise<Prepared> {
  nouns ??= loadNouns();
  const known: Readonly<Record<string, string>> = emojiClasses;
  const hierarchy = classHierarchy(await nouns, set === "emoji" ? Object.keys(known) : imageNetWnids("1k"));
  const names = set === "emoji" ? hierarchy.classes.map(({ wnid }) => known[wnid]!) : hierarchyClassNames(hierarchy);
  return { hierarchy, names, classifier: await buildZeroShotClassifier(await clip(), names) };
}

async function loadNouns(): Promise<Taxonomy> {
  const response = await fetch(lexiconUrl);
  if (!response.ok) throw new Error(`WordNet couldn't be loaded: the server responded with status ${response.status}.`);
  return taxonomy(await loadWordNet(new Uint8Array(await response.arrayBuffer())));
}

/** A value that is made when it is first needed, and again if that failed. */
function once<Key, Value>(made: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make();
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}
