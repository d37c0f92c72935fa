import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { findSynset, lemmas, loadWordNet, type Synset, synsetId, synsetName, type Wordnet } from "@alt2img/wordnet";
import {
  ancestorAtDepth,
  classHierarchy,
  classOfWnid,
  imageNetSynset,
  imageNetSynsets,
  imageNetWnids,
  isSensitive,
  mapWnids,
  nearestClasses,
  PERSON_WNID,
  pathToRoot,
  personClasses,
  personStatistics,
  sensitivityOf,
  synsetOfWnid,
  wnidOfClass,
  wnidOfSynset,
} from "@alt2img/wordnet/imagenet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, test } from "vitest";

const folder = sharedData("imagenet");

let wn: Wordnet;
let tree: Taxonomy;

beforeAll(async () => {
  wn = await wordnet();
  tree = taxonomy(wn);
});

describe.skipIf(!folder)("the lists", () => {
  test("are those of ImageNet, in their order", () => {
    const classes = readFileSync(`${folder}/imagenet-1k.tsv`, "utf8").trim().split("\n").slice(1);
    expect(imageNetWnids("1k")).toEqual(classes.map((line) => line.split("\t")[1]));
    const rows = gunzipSync(readFileSync(`${folder}/imagenet-21k.tsv.gz`))
      .toString()
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"));
    expect(imageNetWnids("21k")).toEqual(rows.filter((row) => row[1] === "1").map(([wnid]) => wnid));
    expect(imageNetWnids("21843")).toEqual(rows.filter((row) => row[2] === "1").map(([wnid]) => wnid));
    for (const mark of ["safe", "unsafe"] as const) {
      const marked = readFileSync(`${folder}/person-${mark}-synsets.txt`, "utf8").trim().split("\n").sort();
      const found = imageNetSynsets().filter(({ personMark }) => personMark === mark);
      expect(found.map(({ wnid }) => wnid)).toEqual(marked);
    }
  });

  test("lemmas of the 1,000 are those of their synsets", () => {
    for (const line of readFileSync(`${folder}/imagenet-1k.tsv`, "utf8").trim().split("\n").slice(1)) {
      const [index, wnid, names] = line.split("\t") as [string, string, string];
      expect(wnidOfClass("1k", Number(index))).toBe(wnid);
      expect(classOfWnid("1k", wnid)).toBe(Number(index));
      expect(lemmas(wn, synsetOfWnid(wn, wnid)!).join(", ")).toBe(names);
    }
  });
});

test("all wnids are synsets of Princeton 3.0", () => {
  expect(imageNetWnids("1k")).toHaveLength(1000);
  expect(imageNetWnids("21k")).toHaveLength(21_841);
  expect(imageNetWnids("21843")).toHaveLength(21_843);
  expect(
    mapWnids(
      wn,
      imageNetSynsets().map(({ wnid }) => wnid),
    ).unmapped,
  ).toEqual([]);
  for (const { wnid, ili } of imageNetSynsets()) {
    const synset = synsetOfWnid(wn, wnid)!;
    expect(findSynset(wn, ili)).toBe(synset);
    expect(wnidOfSynset(wn, synset)).toBe(wnid);
  }
  expect(imageNetSynset("n02084072")).toBeUndefined();
  expect(synsetOfWnid(wn, "02084071")).toBeUndefined();
  expect(() => imageNetWnids("22k" as "21k")).toThrow("Choose one of 1k, 21k, 21843");
});

test("they are found in Princeton 3.1 through ILI, or through sense keys without it", async () => {
  const wn31 = await wordnet({ edition: "3.1" });
  const { matches, unmapped } = mapWnids(wn31, imageNetWnids("21k"), { princeton30: wn });
  expect(matches.length / 21_841).toBeGreaterThan(0.995);
  expect(matches.length + unmapped.length).toBe(21_841);
  expect(synsetId(wn31, synsetOfWnid(wn31, "n02084071")!)).toBe("02086723-n");
  expect(wnidOfSynset(wn31, findSynset(wn31, "dog.n.01")!, { princeton30: wn })).toBe("n02084071");
});

test("the hierarchy of the 1,000 is a DAG with counts", () => {
  const hierarchy = classHierarchy(tree, imageNetWnids("1k"));
  expect(hierarchy.classes).toHaveLength(1000);
  expect(hierarchy.hidden).toBe(0);
  const entity = findSynset(wn, "entity.n.01")!;
  expect(hierarchy.roots).toEqual([entity]);
  expect(hierarchy.nodes.get(entity)?.classes).toBe(1000);
  expect(hierarchy.nodes.get(findSynset(wn, "dog.n.01")!)?.classes).toBe(118);
  expect(hierarchy.nodes.get(findSynset(wn, "dog.n.01")!)?.hypernyms).toHaveLength(2);
  for (const { synset, hyponyms } of hierarchy.nodes.values()) {
    for (const hyponym of hyponyms) expect(hierarchy.nodes.get(hyponym)?.hypernyms).toContain(synset);
  }
});

test("a synset that isn't a class has near ones", () => {
  const hierarchy = classHierarchy(tree, imageNetWnids("1k"));
  const near = nearestClasses(hierarchy, findSynset(wn, "puppy.n.01")!, { limit: 3 });
  expect(near).toHaveLength(3);
  expect(near[0]!.edges).toBeLessThanOrEqual(near[2]!.edges);
  const [itself] = nearestClasses(hierarchy, synsetOfWnid(wn, "n02119789")!);
  expect(itself).toMatchObject({ wnid: "n02119789", edges: 0 });
  const animal = ancestorAtDepth(hierarchy, synsetOfWnid(wn, "n02119789")!, 6);
  expect(lemmas(wn, animal!)[0]).toBe("animal");
  const path = pathToRoot(tree, synsetOfWnid(wn, "n02119789")!);
  expect(path.at(-1)).toMatchObject({
    lemmas: ["entity"],
    definition: expect.stringMatching(/^that which is perceived/),
  });
});

test("no class is near if only a simulated root is above both", () => {
  const hierarchy = classHierarchy(tree, imageNetWnids("1k"));
  expect(nearestClasses(hierarchy, findSynset(wn, "run.v.01")!)).toEqual([]);
  expect(nearestClasses(hierarchy, findSynset(wn, "good.a.01")!)).toEqual([]);
  expect(nearestClasses(hierarchy, findSynset(wn, "selfishness.n.01")!).length).toBe(5);
});

test("other lexicons with ILI have ImageNet's ids without Princeton 3.0", async () => {
  const wn31 = await wordnet({ edition: "3.1", definitions: false });
  expect(wnidOfSynset(wn31, findSynset(wn31, "dog.n.01")!)).toBe("n02084071");
  expect(wnidOfSynset(wn31, findSynset(wn31, "run.v.01")!)).toBeUndefined();
  const wrong = imageNetWnids("1k").filter((wnid) => wnidOfSynset(wn31, synsetOfWnid(wn31, wnid)!) !== wnid);
  expect(wrong).toEqual([]);
});

test("a path without definitions has none", async () => {
  const bare = await wordnet({ definitions: false });
  const path = pathToRoot(taxonomy(bare), findSynset(bare, "dog.n.01")!);
  expect(path.map(({ lemmas: [first], definition }) => `${first}${definition}`)).toEqual([
    ...["dog", "canine", "carnivore", "placental", "mammal", "vertebrate", "chordate", "animal"],
    ...["organism", "living thing", "whole", "object", "physical entity", "entity"],
  ]);
});

describe("people", () => {
  test("are hidden if they are marked unsafe, unless asked for", () => {
    expect(personClasses(tree)).toHaveLength(1239);
    expect(personClasses(tree).some(({ sensitive }) => sensitive)).toBe(false);
    const all = personClasses(tree, { sensitive: true });
    expect(all).toHaveLength(2832);
    expect(all.filter(({ sensitive }) => sensitive)).toHaveLength(1593);
    expect(all.every(({ definition }) => definition !== "")).toBe(true);
    expect(isSensitive(wn, PERSON_WNID)).toBe(false);
  });

  test("and so they are in the hierarchy", () => {
    const shown = classHierarchy(tree, imageNetWnids("21k"));
    const all = classHierarchy(tree, imageNetWnids("21k"), { sensitive: true });
    expect(all.hidden).toBe(0);
    expect(all.classes).toHaveLength(21_841);
    // Three people by name, instances, were in no list.
    expect(shown.hidden).toBe(1593 + 3);
    expect(shown.classes.some(({ wnid }) => imageNetSynset(wnid)?.personMark === "unsafe")).toBe(false);
  });

  const argonaut = (): Synset => findSynset(wn, "argonaut.n.01")!;

  test("a sensitive hypernym isn't in the hierarchy: its hyponyms move to the nearest one that is shown", () => {
    const isSensitive = sensitivityOf(wn);
    const { nodes, classes } = classHierarchy(tree, imageNetWnids("21k"));
    expect([...nodes.keys()].filter(isSensitive)).toEqual([]);
    const mentioned = [...nodes.values()].flatMap((node) => [...node.hypernyms, ...node.hyponyms]);
    expect(mentioned.filter((synset) => isSensitive(synset) || !nodes.has(synset))).toEqual([]);
    for (const { synset, hypernyms, hyponyms } of nodes.values()) {
      expect(new Set(hypernyms).size).toBe(hypernyms.length);
      expect(new Set(hyponyms).size).toBe(hyponyms.length);
      for (const hypernym of hypernyms) expect(nodes.get(hypernym)!.hyponyms).toContain(synset);
    }
    expect(nodes.get(findSynset(wn, "entity.n.01")!)!.classes).toBe(classes.length);
    const upwards = nodes.get(argonaut())!.hypernyms;
    expect(upwards.map((synset) => synsetName(wn, synset))).toEqual(["person.n.01"]);
  });

  test("when they are asked for, nodes and steps are marked as sensitive", () => {
    const { nodes } = classHierarchy(tree, imageNetWnids("21k"), { sensitive: true });
    const argonautNode = nodes.get(argonaut())!;
    expect(argonautNode.sensitive).toBeUndefined();
    expect(argonautNode.hypernyms.map((synset) => nodes.get(synset)!.sensitive)).toEqual([true]);
    const path = pathToRoot(tree, argonaut(), { sensitive: true });
    expect(path[1]).toMatchObject({ lemmas: ["adventurer", "venturer"], sensitive: true });
    expect(path[1]!.definition).not.toBe("");
  });

  test("a path to the root gives only the ids of sensitive steps", () => {
    const path = pathToRoot(tree, argonaut());
    expect(path[0]).toMatchObject({ lemmas: ["argonaut"] });
    expect(path[1]).toEqual({
      synset: findSynset(wn, "adventurer.n.01"),
      id: synsetId(wn, findSynset(wn, "adventurer.n.01")!),
      lemmas: [],
      definition: "",
      sensitive: true,
    });
    expect(JSON.stringify(path)).not.toMatch(/adventurer|venturer|enjoys taking risks/);
  });

  test("an ancestor at a given depth is never a hidden one", () => {
    const gate = sensitivityOf(wn);
    const shown = classHierarchy(tree, imageNetWnids("21k"));
    const all = classHierarchy(tree, imageNetWnids("21k"), { sensitive: true });
    const people = personClasses(tree).map(({ synset }) => synset);
    const hiddenAt = (hierarchy: typeof shown, depth: number): number =>
      people.filter((synset) => gate(ancestorAtDepth(hierarchy, synset, depth)!)).length;
    expect([4, 5, 6, 7, 99].map((depth) => hiddenAt(shown, depth))).toEqual([0, 0, 0, 0, 0]);
    expect(hiddenAt(all, 6)).toBeGreaterThan(100);
    const adventurer = findSynset(wn, "adventurer.n.01")!;
    expect(gate(ancestorAtDepth(shown, adventurer, 99)!)).toBe(false);
  });

  test("are gated if they are instances, too", () => {
    const einstein = findSynset(wn, "einstein.n.01")!;
    expect(sensitivityOf(wn)(einstein)).toBe(true);
    expect(isSensitive(wn, wnidOfSynset(wn, einstein)!)).toBe(true);
    expect(sensitivityOf(wn)).toBe(sensitivityOf(wn));
    const classesOnly = taxonomy(wn, { instances: false });
    expect(pathToRoot(classesOnly, einstein)).toMatchObject([{ lemmas: [], sensitive: true }]);
  });

  test("are those of the marks and the subtree in 3.0, whatever else noun.person holds", () => {
    const gate = sensitivityOf(wn);
    let hidden = 0;
    for (let row = 0; row < wn.counts.synsets; row++) if (gate(row as Synset)) hidden++;
    expect(hidden).toBe(10_297 - 1239 - 1);
    expect(gate(findSynset(wn, "unicorn.n.01")!)).toBe(false);
  });

  test("are gated in each lexicon of a file, with or without relations of its own", async () => {
    // Person, adventurer (unsafe), argonaut (safe), and one without a mark, under person only in the first.
    const lexicon = (id: string, relations: string): string =>
      `<Lexicon id="${id}" label="L" language="${id}" email="" license="MIT" version="1">
<Synset id="${id}-p" ili="i35562" partOfSpeech="n"/><Synset id="${id}-u" ili="i87153" partOfSpeech="n"/>
<Synset id="${id}-s" ili="i87161" partOfSpeech="n"/><Synset id="${id}-x" ili="" partOfSpeech="n">${relations}</Synset>
<Synset id="${id}-f" ili="" partOfSpeech="n" lexfile="noun.person"/></Lexicon>`;
    const up = (id: string): string => `<SynsetRelation relType="hypernym" target="${id}-p"/>`;
    const both = await loadWordNet(
      new TextEncoder().encode(`<LexicalResource>${lexicon("en", "")}${lexicon("fr", up("fr"))}</LexicalResource>`),
    );
    const gate = sensitivityOf(both);
    const gated = Array.from({ length: both.counts.synsets }, (_, row) => row as Synset).filter(gate);
    expect(gated.map((synset) => synsetId(both, synset))).toEqual(["en-u", "en-f", "fr-u", "fr-x", "fr-f"]);
  });

  test("are gated in a lexicon without ILI by their file, and by sense keys with Princeton 3.0", async () => {
    const files = await import("../scripts/princeton-files.mjs").then(({ files31 }) => files31());
    const bare = await loadWordNet({ files });
    const gate = sensitivityOf(bare);
    const bounder = findSynset(bare, "cad.n.01")!;
    expect(gate(bounder)).toBe(true);
    expect(gate(findSynset(bare, "dog.n.01")!)).toBe(false);
    const withKeys = sensitivityOf(bare, { princeton30: wn });
    expect(withKeys(bounder)).toBe(true);
    expect(withKeys(findSynset(bare, "teacher.n.01")!)).toBe(false);
    expect(withKeys(findSynset(bare, "person.n.01")!)).toBe(false);
    expect(withKeys(findSynset(bare, "dog.n.01")!)).toBe(false);
  });

  test("statistics", () => {
    const statistics = personStatistics(taxonomy(wn, { instances: false }))!;
    expect(statistics).toMatchObject({ subtree: 6979, safe: 1239, unsafe: 1593 });
    expect(statistics.byDepth.reduce((sum, { safe, unsafe }) => sum + safe + unsafe, 0)).toBe(2832);
    expect(statistics.byHypernym.length).toBeGreaterThan(10);
    for (const { synset, sensitive } of statistics.byHypernym) {
      expect(sensitive === true).toBe(sensitivityOf(wn)(synset));
    }
  });
});
