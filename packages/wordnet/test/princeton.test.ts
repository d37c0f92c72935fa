import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  definition,
  examples,
  findSynset,
  findSynsets,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  type Synset,
  synsetId,
  synsetName,
  synsetSenses,
  type Wordnet,
} from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { related } from "@alt2img/wordnet/relations";
import { senseByKey, senseCount, senseKey, senseSynset } from "@alt2img/wordnet/senses";
import { beforeAll, describe, expect, test } from "vitest";

const data = (name: string): Uint8Array =>
  readFileSync(
    new URL(name.startsWith("princeton31") ? `../princeton31/data/${name}` : `../data/${name}`, import.meta.url),
  );

let wn30: Wordnet;
let wn31: Wordnet;

beforeAll(async () => {
  [wn30, wn31] = await Promise.all([wordnet(), wordnet({ edition: "3.1" })]);
});

describe("Princeton 3.0", () => {
  test("has the published numbers of synsets, words and senses", () => {
    expect(wn30.counts).toMatchObject({ synsets: 117_659, words: 155_287, senses: 206_941 });
    expect(wn30.lexicons).toMatchObject([{ id: "pwn", version: "3.0", language: "en" }]);
  });

  test("dog is ImageNet's n02084071", () => {
    const [dog] = findSynsets(wn30, "dog", { partOfSpeech: "n" });
    expect(synsetId(wn30, dog!)).toBe("02084071-n");
    expect(lemmas(wn30, dog!)).toEqual(["dog", "domestic dog", "Canis familiaris"]);
    expect(definition(wn30, dog!)).toMatch(/^a member of the genus Canis \(probably/);
    expect(examples(wn30, dog!)).toEqual([{ text: "the dog barked all night" }]);
    expect(lexicographerFile(wn30, dog!)).toBe("noun.animal");
    expect(partOfSpeech(wn30, dog!)).toBe("n");
    expect(synsetName(wn30, dog!)).toBe("dog.n.01");
    expect(ili(wn30, dog!)).toBe("i46360");
  });

  test("a synset is found by id, key, ILI and name", () => {
    for (const reference of ["02084071-n", "dog%1:05:00::", "i46360", "dog.n.01", "domestic_dog.n.01"]) {
      expect(synsetId(wn30, findSynset(wn30, reference)!), reference).toBe("02084071-n");
    }
    expect(findSynset(wn30, "02084072-n")).toBeUndefined();
    expect(findSynset(wn30, "no such thing")).toBeUndefined();
    expect(findSynset(wn30, "")).toBeUndefined();
  });

  test("every synset comes back by its name", () => {
    for (const wn of [wn30, wn31]) {
      const rows = Array.from({ length: wn.counts.synsets }, (_, row) => row as Synset);
      expect(rows.filter((synset) => findSynset(wn, synsetName(wn, synset)) !== synset)).toEqual([]);
    }
  });

  test("all sense keys of index.sense, their synsets and counts", async () => {
    const files = await import("../scripts/princeton-files.mjs").then(({ files30 }) => files30());
    const lines = new TextDecoder().decode(files["index.sense"]).trim().split("\n");
    expect(lines).toHaveLength(206_941);
    const wrong = lines.filter((line) => {
      const [key, offset, , count] = line.split(" ") as [string, string, string, string];
      const sense = senseByKey(wn30, key);
      if (sense === undefined || senseKey(wn30, sense) !== key) return true;
      return !synsetId(wn30, senseSynset(wn30, sense)).startsWith(offset) || senseCount(wn30, sense) !== Number(count);
    });
    expect(wrong).toEqual([]);
  });

  test("hyponyms are the inverse of hypernyms", () => {
    const dog = findSynset(wn30, "dog.n.01")!;
    const canine = findSynset(wn30, "canine.n.02")!;
    expect(related(wn30, dog, "hypernym").map((synset) => synsetName(wn30, synset))).toEqual([
      "canine.n.02",
      "domestic_animal.n.01",
    ]);
    expect(related(wn30, canine, "hyponym")).toContain(dog);
  });

  test("a sense that is written in two ways is one sense", () => {
    const earth = findSynset(wn30, "earth.n.01")!;
    expect(lemmas(wn30, earth)).toEqual(["Earth", "earth", "world", "globe"]);
    expect(synsetSenses(wn30, earth)).toHaveLength(3);
  });
});

test("Princeton 3.1 has its own offsets", () => {
  expect(wn31.counts).toMatchObject({ synsets: 117_791 });
  expect(wn31.lexicons).toMatchObject([{ version: "3.1" }]);
  expect(synsetId(wn31, findSynset(wn31, "dog.n.01")!)).toBe("02086723-n");
  expect(ili(wn31, findSynset(wn31, "dog.n.01")!)).toBe("i46360");
});

test("an unknown edition is refused, and the known ones are named", async () => {
  await expect(wordnet({ edition: "3.2" as never })).rejects.toMatchObject({
    code: "wordnet/edition",
    message: expect.stringContaining("choose 3.0 or 3.1"),
  });
});

test("the build is reproducible to the byte", () => {
  const hashes = ["princeton30", "princeton30-definitions", "princeton31", "princeton31-definitions"].map((name) => [
    name,
    createHash("sha256")
      .update(data(`${name}.bin`))
      .digest("hex"),
  ]);
  expect(Object.fromEntries(hashes)).toMatchSnapshot();
});
