import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { findSynset, lemmas, synsetId, type Taxonomy, taxonomy, type Wordnet } from "@alt2img/wordnet";
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
  synsetOfWnid,
  wnidOfClass,
  wnidOfSynset,
} from "@alt2img/wordnet/imagenet";
import { wordnet } from "@alt2img/wordnet/princeton";
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
  expect(() => imageNetWnids("22k" as "21k")).toThrow("there are 21843, 21k, 1k");
});

test("they are found in Princeton 3.1 through ILI, and without it through sense keys", async () => {
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

test("what has no class has near ones", () => {
  const hierarchy = classHierarchy(tree, imageNetWnids("1k"));
  const near = nearestClasses(hierarchy, findSynset(wn, "puppy.n.01")!, { limit: 3 });
  expect(near).toHaveLength(3);
  expect(near[0]!.edges).toBeLessThanOrEqual(near[2]!.edges);
  const [itself] = nearestClasses(hierarchy, synsetOfWnid(wn, "n02119789")!);
  expect(itself).toMatchObject({ wnid: "n02119789", edges: 0 });
  const animal = ancestorAtDepth(hierarchy, synsetOfWnid(wn, "n02119789")!, 6);
  expect(lemmas(wn, animal)[0]).toBe("animal");
  const path = pathToRoot(tree, synsetOfWnid(wn, "n02119789")!);
  expect(path.at(-1)).toMatchObject({
    lemmas: ["entity"],
    definition: expect.stringMatching(/^that which is perceived/),
  });
});

describe("persons", () => {
  test("are hidden where they are marked unsafe, unless asked for", () => {
    expect(personClasses(tree)).toHaveLength(1239);
    expect(personClasses(tree).some(({ sensitive }) => sensitive)).toBe(false);
    const all = personClasses(tree, { sensitive: true });
    expect(all).toHaveLength(2832);
    expect(all.filter(({ sensitive }) => sensitive)).toHaveLength(1593);
    expect(all.every(({ definition }) => definition !== "")).toBe(true);
    expect(isSensitive(tree, PERSON_WNID)).toBe(false);
  });

  test("and so in the hierarchy", () => {
    const shown = classHierarchy(tree, imageNetWnids("21k"));
    const all = classHierarchy(tree, imageNetWnids("21k"), { sensitive: true });
    expect(all.hidden).toBe(0);
    expect(all.classes).toHaveLength(21_841);
    // Three persons by name, instances, were in no list.
    expect(shown.hidden).toBe(1593 + 3);
    expect(shown.classes.some(({ wnid }) => imageNetSynset(wnid)?.personMark === "unsafe")).toBe(false);
  });

  test("statistics", () => {
    const statistics = personStatistics(taxonomy(wn, { instances: false }))!;
    expect(statistics).toMatchObject({ subtree: 6979, safe: 1239, unsafe: 1593 });
    expect(statistics.byDepth.reduce((sum, { safe, unsafe }) => sum + safe + unsafe, 0)).toBe(2832);
    expect(statistics.byHypernym.length).toBeGreaterThan(10);
  });
});
