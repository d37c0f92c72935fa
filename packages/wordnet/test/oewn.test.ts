import { createReadStream, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import {
  findSynset,
  findSynsets,
  gloss,
  ili,
  loadWordNet,
  partOfSpeech,
  type Sense,
  type Synset,
  synsetId,
  synsetName,
  translate,
  type Word,
  type Wordnet,
} from "@alt2img/wordnet";
import { lemmatize } from "@alt2img/wordnet/forms";
import { classHierarchy, imageNetWnids, mapWnids, sensitivityOf } from "@alt2img/wordnet/imagenet";
import { wordnet } from "@alt2img/wordnet/princeton";
import {
  inverseRelation,
  relatedSenses,
  relations,
  statedRelations,
  statedSenseRelations,
} from "@alt2img/wordnet/relations";
import { senseByKey, senseFrames, senseId, senseKey, wordDetails } from "@alt2img/wordnet/senses";
import {
  computeInformationContent,
  jcnSimilarity,
  lchSimilarity,
  linSimilarity,
  pathSimilarity,
  resSimilarity,
  wupSimilarity,
} from "@alt2img/wordnet/similarity";
import {
  commonHypernyms,
  hypernymPaths,
  leaves,
  lowestCommonHypernyms,
  maxDepth,
  minDepth,
  roots,
  subtreeSize,
  type Taxonomy,
  taxonomy,
  taxonomyDepth,
} from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";

const folder = sharedData("wordnet");

type Golden = {
  words: Record<string, number>;
  depths: { n: number; v: number };
  frequencies: [id: string, frequency: number][];
  pairs: [one: string, other: string, ...similarities: (number | null)[], common: string[]][];
  walked: [id: string, min: number, max: number, paths: string[][]][];
  morphy: [form: string, n: string, v: string, a: string, s: string, r: string][];
  roots: { n: number; v: number };
  leaves: { n: number; v: number };
};

describe.skipIf(!folder)("Open English WordNet 2025", () => {
  const golden: Golden = JSON.parse(readFileSync(new URL("golden/wn.json", import.meta.url), "utf8"));
  const file = `${folder}/english-wordnet-2025.xml.gz`;
  let wn: Wordnet;
  let tree: Taxonomy;
  const diagnostics: string[] = [];
  const find = (id: string): Synset => findSynset(wn, id)!;
  const idOf = (synset: Synset): string => synsetId(wn, synset);
  const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

  beforeAll(async () => {
    wn = await loadWordNet(createReadStream(file), { onDiagnostic: ({ message }) => diagnostics.push(message) });
    tree = taxonomy(wn, { convention: "wn", simulateRoot: "unless-noun" });
  });

  test("has the published numbers", () => {
    const { counted, published } = JSON.parse(readFileSync(`${folder}/facts.json`, "utf8")).oewn2025;
    const synsets = rows(wn.counts.synsets) as Synset[];
    const senses = rows(wn.counts.senses) as Sense[];
    const words = rows(wn.counts.words) as Word[];
    const count = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);
    const ofSynsets = count(synsets.map((synset) => statedRelations(wn, synset).length));
    const ofSenses = count(senses.map((sense) => statedSenseRelations(wn, sense).length));
    expect({
      lexicalEntries: wn.counts.words,
      synsets: wn.counts.synsets,
      senses: wn.counts.senses,
      synsetRelations: ofSynsets,
      senseRelations: ofSenses,
      relations: ofSynsets + ofSenses,
      definitions: count(synsets.map((synset) => gloss(wn, synset).definitions.length)),
      examples: count(synsets.map((synset) => gloss(wn, synset).examples.length)),
      pronunciations: count(words.map((word) => wordDetails(wn, word).pronunciations?.length ?? 0)),
      forms: count(words.map((word) => wordDetails(wn, word).forms?.length ?? 0)),
      synsetsByPos: Object.fromEntries(
        Object.keys(counted.synsetsByPos).map((letter) => [
          letter,
          synsets.filter((synset) => partOfSpeech(wn, synset) === letter).length,
        ]),
      ),
      synsetsWithIli: synsets.filter((synset) => /^i\d/.test(ili(wn, synset) ?? "")).length,
      synsetsWithProposedIli: synsets.filter((synset) => ili(wn, synset) === "in").length,
    }).toEqual({
      lexicalEntries: published.words,
      synsets: published.synsets,
      senses: counted.senses,
      synsetRelations: counted.synsetRelations,
      senseRelations: counted.senseRelations,
      relations: published.relations,
      definitions: counted.definitions,
      examples: counted.examples,
      pronunciations: counted.pronunciations,
      forms: counted.forms,
      synsetsByPos: counted.synsetsByPos,
      synsetsWithIli: counted.synsetsWithIli,
      synsetsWithProposedIli: counted.synsetsWithProposedIli,
    });
    expect(diagnostics).toEqual([]);
  });

  test("has exactly the XML's relations, in both directions", () => {
    const xml = gunzipSync(readFileSync(file)).toString();
    const inXml: string[] = [];
    for (const [, tag = "", from = "", content = ""] of xml.matchAll(
      /<(Sense|Synset) id="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/\1>)/g,
    )) {
      for (const [, attributes = ""] of content.matchAll(new RegExp(`<${tag}Relation ([^>]*?)/>`, "g"))) {
        const [, type] = /relType="([^"]*)"/.exec(attributes)!;
        const [, target] = /target="([^"]*)"/.exec(attributes)!;
        inXml.push(`${from} ${type} ${/dc:type="([^"]*)"/.exec(attributes)?.[1] ?? ""} ${target}`);
      }
    }
    const found: string[] = [];
    for (const synset of rows(wn.counts.synsets) as Synset[]) {
      for (const { type, subtype = "", target } of statedRelations(wn, synset)) {
        found.push(`${idOf(synset)} ${type} ${subtype} ${idOf(target)}`);
      }
    }
    for (const sense of rows(wn.counts.senses) as Sense[]) {
      for (const { type, subtype = "", target, targetSynset } of statedSenseRelations(wn, sense)) {
        const targetId = target === undefined ? idOf(targetSynset) : senseId(wn, target);
        found.push(`${senseId(wn, sense)} ${type} ${subtype} ${targetId}`);
      }
    }
    expect(found.length).toBe(355_064);
    expect(found.sort().join("\n") === inXml.sort().join("\n")).toBe(true);
    for (const synset of rows(2000).map((row) => (row * 53) as Synset)) {
      for (const { type, target } of relations(wn, synset)) {
        const inverse = inverseRelation(type);
        if (inverse === undefined) continue;
        expect(relations(wn, target).some((back) => back.type === inverse && back.target === synset)).toBe(true);
      }
    }
  });

  test("as wn: 2,000 pairs, six similarities", () => {
    const content = computeInformationContent(tree, Object.entries(golden.words), {
      synsetsOf: (word) => findSynsets(wn, word, { caseSensitive: true }),
    });
    for (const [id, frequency] of golden.frequencies.filter(([each]) => each.length > 1)) {
      expect(content.frequencies[find(id)], id).toBeCloseTo(frequency, 9);
    }
    for (const [one, other, ...rest] of golden.pairs) {
      const [a, b] = [find(one), find(other)];
      const [path, wup, lch, res, jcn, lin, common] = rest as [...(number | null)[], string[]];
      const label = `${one} ${other}`;
      expect(pathSimilarity(tree, a, b), label).toBeCloseTo(path as number, 9);
      expect(lchSimilarity(tree, a, b), label).toBeCloseTo(lch as number, 9);
      expect(wupSimilarity(tree, a, b), label).toBeCloseTo(wup as number, 9);
      expect(lowestCommonHypernyms(tree, a, b).map(idOf).sort(), label).toEqual(
        (common as string[]).filter((id) => id !== "*ROOT*"),
      );
      // Where nothing is common, `wn` has no number.
      if (commonHypernyms(tree, a, b).length === 0) continue;
      expect(resSimilarity(tree, content, a, b), label).toBeCloseTo(res as number, 9);
      expect(linSimilarity(tree, content, a, b), label).toBeCloseTo(lin as number, 9);
      const found = jcnSimilarity(tree, content, a, b);
      if (jcn === null) expect(found, label).toBe(Number.POSITIVE_INFINITY);
      else expect(Math.abs(found - (jcn as number)) <= 1e-9 * Math.max(1, found), label).toBe(true);
    }
  });

  test("as wn: hypernym paths, depths, roots and leaves", () => {
    for (const [id, min, max, paths] of golden.walked) {
      const found = hypernymPaths(tree, find(id)).map((path) => path.slice(1).map(idOf).join(" "));
      expect(found.filter(Boolean).sort(), id).toEqual(paths.map((path) => path.join(" ")).sort());
      expect([minDepth(tree, find(id)), maxDepth(tree, find(id))], id).toEqual([min, max]);
    }
    for (const letter of ["n", "v"] as const) {
      expect(roots(tree, letter)).toHaveLength(golden.roots[letter]);
      expect(leaves(tree, letter)).toHaveLength(golden.leaves[letter]);
      expect(taxonomyDepth(tree, letter)).toBe(golden.depths[letter]);
    }
  });

  test("as wn: Morphy", () => {
    for (const [form, n, v, a, s, r] of golden.morphy) {
      const found = (["n", "v", "a", "r"] as const).map((letter) =>
        lemmatize(wn, form, { partOfSpeech: letter, rules: "wn" })
          .map((found) => found.lemma)
          .sort()
          .join("|"),
      );
      const adjectives = [...new Set([...a.split("|"), ...s.split("|")])].filter(Boolean).sort().join("|");
      expect(found, form).toEqual([n, v, adjectives, r]);
    }
  });

  test("ids are sense keys in disguise", () => {
    const sense = senseByKey(wn, "'hood%1:14:01::");
    expect(senseId(wn, sense!)).toBe("oewn--apos-hood__1.14.01..");
    expect(senseKey(wn, senseByKey(wn, "dog%1:05:00::")!)).toBe("dog%1:05:00::");
    expect(senseId(wn, senseByKey(wn, ".22-caliber%3:01:00::")!)).toBe("oewn-.22--caliber__3.01.00..");
  });

  test("every synset comes back by its name", () => {
    const lost = (rows(wn.counts.synsets) as Synset[]).filter(
      (synset) => findSynset(wn, synsetName(wn, synset)) !== synset,
    );
    expect(lost.map((synset) => synsetName(wn, synset))).toEqual([]);
  });

  test("frames and related senses", () => {
    expect(senseFrames(wn, senseByKey(wn, "breathe%2:29:00::")!).length).toBeGreaterThan(0);
    const able = senseByKey(wn, "able%3:00:00::")!;
    expect(relatedSenses(wn, able, "antonym").map((sense) => senseKey(wn, sense))).toEqual(["unable%3:00:00::"]);
  });

  test("has ImageNet's classes except 25, which are named", () => {
    expect(mapWnids(wn, imageNetWnids("1k")).unmapped).toEqual([]);
    const { matches, unmapped } = mapWnids(wn, imageNetWnids("21k"));
    expect(matches).toHaveLength(21_816);
    expect(unmapped).toEqual([
      ...[
        "n00471613",
        "n03019434",
        "n03342657",
        "n03733547",
        "n04038727",
        "n04231905",
        "n04256891",
        "n09450163",
        "n09636339",
      ],
      ...[
        "n09637339",
        "n09643799",
        "n09731343",
        "n09827363",
        "n09918867",
        "n10114550",
        "n10153414",
        "n10390600",
        "n10789415",
      ],
      ...["n10994097", "n11196627", "n11318824", "n12123648", "n12737383", "n12765402", "n12920043"],
    ]);
  });

  test("people are gated, though most of them aren't below person", () => {
    const gate = sensitivityOf(tree.wordnet);
    expect(subtreeSize(tree, find("person.n.01"))).toBe(1625);
    const hidden = (rows(wn.counts.synsets) as Synset[]).filter(gate);
    expect(hidden).toHaveLength(6614);
    const argonaut = findSynset(wn, "argonaut.n.01")!;
    expect(gate(argonaut)).toBe(false);
    const { nodes, classes, hidden: left } = classHierarchy(tree, imageNetWnids("21k"));
    expect([...nodes.keys()].some(gate)).toBe(false);
    expect(classes.length + left).toBe(21_816);
    expect(left).toBe(1594);
  });

  test("translates from and to Princeton 3.0", async () => {
    const princeton = await wordnet({ definitions: false });
    const dog = findSynset(princeton, "dog.n.01")!;
    expect(translate(princeton, dog, wn).map(idOf)).toEqual(["oewn-02086723-n"]);
  });
});
