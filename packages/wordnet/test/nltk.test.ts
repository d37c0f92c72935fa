import { readFileSync } from "node:fs";
import { findSynset, partOfSpeech, type Synset, synsetId, synsetName, type Wordnet } from "@alt2img/wordnet";
import { lemmatize } from "@alt2img/wordnet/forms";
import { wordnet } from "@alt2img/wordnet/princeton";
import {
  type InformationContent,
  jcnSimilarity,
  lchSimilarity,
  linSimilarity,
  parseInformationContent,
  pathSimilarity,
  resSimilarity,
  wupSimilarity,
} from "@alt2img/wordnet/similarity";
import {
  hypernymPaths,
  lowestCommonHypernyms,
  maxDepth,
  minDepth,
  type Taxonomy,
  taxonomy,
  taxonomyDepth,
} from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";

type Pair = [
  one: string,
  other: string,
  path: number | null,
  wup: number | null,
  lch: number | null,
  res: number | null,
  jcn: number | null,
  lin: number | null,
  lowestCommon: string[],
];
type Golden = {
  pairs: Pair[];
  walked: [id: string, min: number, max: number, paths: string[][]][];
  morphy: [form: string, n: string, v: string, a: string, r: string][];
  names: [id: string, name: string][];
  depths: { n: number; v: number };
};

const read = (name: string): string => readFileSync(new URL(`golden/${name}`, import.meta.url), "utf8");
const golden: Golden = JSON.parse(read("nltk.json"));

let wn: Wordnet;
let tree: Taxonomy;
let content: InformationContent;

beforeAll(async () => {
  wn = await wordnet({ definitions: false });
  tree = taxonomy(wn);
  content = parseInformationContent(wn, read("information-content.dat"));
});

const find = (id: string): Synset => findSynset(wn, id)!;
const idOf = (synset: Synset): string => synsetId(wn, synset);

/** NLTK says `None` where there is nothing to compare and 1e300 for infinity; both are `null` in the file. */
const measures: Record<string, { index: 2 | 3 | 4 | 5 | 6 | 7; of: (one: Synset, other: Synset) => number }> = {
  path: { index: 2, of: (one, other) => pathSimilarity(tree, one, other) },
  wup: { index: 3, of: (one, other) => wupSimilarity(tree, one, other) },
  lch: { index: 4, of: (one, other) => lchSimilarity(tree, one, other) },
  res: { index: 5, of: (one, other) => resSimilarity(tree, content, one, other) },
  jcn: { index: 6, of: (one, other) => jcnSimilarity(tree, content, one, other) },
  lin: { index: 7, of: (one, other) => linSimilarity(tree, content, one, other) },
};

describe("as NLTK 3.9 on WordNet 3.0", () => {
  test.each(Object.entries(measures))("2,000 pairs: %s", (_, { index, of }) => {
    expect(golden.pairs).toHaveLength(2000);
    const wrong = golden.pairs.filter((pair) => {
      const found = of(find(pair[0]), find(pair[1]));
      const expected = pair[index];
      return expected === null ? Number.isFinite(found) : !(Math.abs(found - expected) <= 1e-9);
    });
    expect(wrong).toEqual([]);
  });

  test("Wu and Palmer's similarity of a synset with itself is 1 except for 1,861, as in NLTK 3.10.4", () => {
    const rows = Array.from({ length: wn.counts.synsets }, (_, row) => row as Synset);
    const others = rows.filter((row) => "nv".includes(partOfSpeech(wn, row)) && wupSimilarity(tree, row, row) !== 1);
    expect(others).toHaveLength(1861);
    const person = findSynset(wn, "person.n.01")!;
    expect(wupSimilarity(tree, person, person)).toBe(6 / 7);
    const byWn = taxonomy(wn, { convention: "wn" });
    expect(others.filter((row) => wupSimilarity(byWn, row, row) !== 1)).toEqual([]);
  });

  test("2,000 pairs: lowest common hypernyms", () => {
    const wrong = golden.pairs.filter(([one, other, ...rest]) => {
      const found = lowestCommonHypernyms(tree, find(one), find(other)).map(idOf).sort();
      return JSON.stringify(found) !== JSON.stringify(rest.at(-1));
    });
    expect(wrong).toEqual([]);
  });

  test("2,000 synsets: hypernym paths and depths", () => {
    expect(golden.walked).toHaveLength(2000);
    for (const [id, min, max, paths] of golden.walked) {
      const synset = find(id);
      const found = hypernymPaths(tree, synset).map((path) => path.map(idOf));
      expect(found.sort(byJoined), id).toEqual([...paths].sort(byJoined));
      expect([minDepth(tree, synset), maxDepth(tree, synset)], id).toEqual([min, max]);
    }
  });

  test("depths of the taxonomies", () => {
    expect({ n: taxonomyDepth(tree, "n"), v: taxonomyDepth(tree, "v") }).toEqual(golden.depths);
  });

  test("5,000 forms: Morphy", () => {
    expect(golden.morphy).toHaveLength(5000);
    for (const [form, ...expected] of golden.morphy) {
      const found = (["n", "v", "a", "r"] as const).map((partOfSpeech) =>
        lemmatize(wn, form, { partOfSpeech })
          .map(({ lemma }) => lemma.replaceAll(" ", "_"))
          .join("|"),
      );
      expect(found, form).toEqual(expected);
    }
  });

  test("names of synsets", () => {
    for (const [id, name] of golden.names) {
      expect(synsetName(wn, find(id))).toBe(name);
      expect(idOf(find(name))).toBe(id);
    }
  });
});

function byJoined(a: string[], b: string[]): number {
  return a.join() < b.join() ? -1 : 1;
}
