import {
  conceptsIn,
  countConcepts,
  findSynset,
  hypernymClosure,
  synsetName,
  taxonomy,
  type Wordnet,
} from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { beforeAll, expect, test } from "vitest";

let wn: Wordnet;

beforeAll(async () => {
  wn = await wordnet({ definitions: false });
});

const named = (text: string): string[][] =>
  conceptsIn(wn, text).map((concept) => [concept.text, synsetName(wn, concept.synset)]);

test("the longest lemma counts, brought to its base form", () => {
  expect(named("A golden retriever on the grass")).toEqual([
    ["golden retriever", "golden_retriever.n.01"],
    ["grass", "grass.n.01"],
  ]);
  expect(named("three mice, and two dogs")).toEqual([
    ["three", "three.s.01"],
    ["mice", "mouse.n.01"],
    ["two", "two.s.01"],
    ["dogs", "dog.n.01"],
  ]);
  expect(named("hot dog")).toEqual([["hot dog", expect.any(String)]]);
});

test("a lemma does not go over a comma", () => {
  expect(named("golden, retriever").map(([text]) => text)).toEqual(["golden", "retriever"]);
});

test("words around say the part of speech, and the alternatives are there with why", () => {
  const [run] = conceptsIn(wn, "they want to run").slice(-1);
  expect(run).toMatchObject({ text: "run", partOfSpeech: "v", reason: "context", start: 13, end: 16 });
  expect(run!.alternatives.some(({ reason }) => reason === "other-part-of-speech")).toBe(true);
  expect(run!.alternatives.some(({ reason }) => reason === "later-sense")).toBe(true);
  expect(conceptsIn(wn, "going for the run").at(-1)).toMatchObject({ partOfSpeech: "n" });
});

test("function words and what is no word name nothing", () => {
  expect(named("it is in the of and, 'zzzq' … !!! 🐕")).toEqual([]);
  expect(named("")).toEqual([]);
});

test("positions are in UTF-16 code units", () => {
  const text = "🐕 a café with a dog";
  const dog = conceptsIn(wn, text).at(-1)!;
  expect(text.slice(dog.start, dog.end)).toBe("dog");
});

test("only the parts of speech that are asked for", () => {
  expect(
    conceptsIn(wn, "a red dog runs", { partsOfSpeech: ["n"] }).every(({ partOfSpeech }) => partOfSpeech === "n"),
  ).toBe(true);
});

test("counts go up the taxonomy, once however many paths there are", () => {
  const tree = taxonomy(wn);
  const concepts = ["a dog", "two dogs", "a cat"].flatMap((text) => conceptsIn(wn, text, { partsOfSpeech: ["n"] }));
  const counts = countConcepts(
    concepts.map(({ synset }) => synset),
    (synset) => hypernymClosure(tree, synset),
  );
  expect(counts.get(findSynset(wn, "dog.n.01")!)).toMatchObject({ own: 2, withHyponyms: 2 });
  expect(counts.get(findSynset(wn, "animal.n.01")!)).toMatchObject({ own: 0, withHyponyms: 3 });
});
