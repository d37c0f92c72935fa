import { findSynset, type PartOfSpeech, synsetName, type Wordnet } from "@alt2img/wordnet";
import { conceptsIn, countConcepts } from "@alt2img/wordnet/concepts";
import { wordnet } from "@alt2img/wordnet/princeton";
import { hypernymClosure, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, expect, test, vi } from "vitest";

let wn: Wordnet;

beforeAll(async () => {
  wn = await wordnet({ definitions: false });
});

const named = (text: string): string[][] =>
  conceptsIn(wn, text).map((concept) => [concept.text, synsetName(wn, concept.synset)]);

test("the longest lemma counts, in its base form", () => {
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

test("a lemma doesn't span a comma", () => {
  expect(named("golden, retriever").map(([text]) => text)).toEqual(["golden", "retriever"]);
});

test("the words around decide the part of speech, and alternatives are given with reasons", () => {
  const [run] = conceptsIn(wn, "they want to run").slice(-1);
  expect(run).toMatchObject({ text: "run", partOfSpeech: "v", reason: "context", start: 13, end: 16 });
  expect(run!.alternatives.some(({ reason }) => reason === "other-part-of-speech")).toBe(true);
  expect(run!.alternatives.some(({ reason }) => reason === "later-sense")).toBe(true);
  expect(conceptsIn(wn, "going for the run").at(-1)).toMatchObject({ partOfSpeech: "n" });
});

test("function words and non-words name nothing", () => {
  expect(named("it is in the of and, 'zzzq' … !!! 🐕")).toEqual([]);
  expect(named("")).toEqual([]);
});

test("a word in lower case isn't a name if it can be anything else", () => {
  const crane = conceptsIn(wn, "a crane near the river")[0]!;
  expect(synsetName(wn, crane.synset)).toBe("crane.n.04");
  expect(crane.reason).toBe("not-a-name");
  expect(
    crane.alternatives.filter(({ reason }) => reason === "name").map(({ synset }) => synsetName(wn, synset)),
  ).toEqual(["crane.n.01", "crane.n.02", "grus.n.01"]);
  expect(named("a cup made of china").at(-1)).toEqual(["china", "china.n.02"]);
  expect(named("a cup made in China").at(-1)).toEqual(["China", "china.n.01"]);
  // Nothing but a name.
  expect(named("the streets of paris at night")).toContainEqual(["paris", "paris.n.01"]);
});

test("a capitalised first word of a sentence is a name only if tagged texts use it as one", () => {
  const nouns = { partsOfSpeech: ["n"] } as const;
  for (const text of ["Crane in a lake", "Look at this. “Crane in a lake”"]) {
    const crane = conceptsIn(wn, text, nouns).find((concept) => concept.text === "Crane")!;
    expect([crane.lemma, synsetName(wn, crane.synset)], text).toEqual(["crane", "crane.n.04"]);
  }
  expect(named("Earth seen from the Moon")[0]).toEqual(["Earth", "earth.n.01"]);
  expect(named("portrait of Crane")).toContainEqual(["Crane", "crane.n.01"]);
});

test("positions are in UTF-16 code units", () => {
  const text = "🐕 a café with a dog";
  const dog = conceptsIn(wn, text).at(-1)!;
  expect(text.slice(dog.start, dog.end)).toBe("dog");
});

const texts = (text: string): string[] => conceptsIn(wn, text).map((concept) => concept.text);
const lemmasIn = (text: string): string[] => conceptsIn(wn, text).map(({ lemma }) => lemma);

test("a possessive names its owner, unless it is a lemma", () => {
  expect(named("A dog's collar")).toEqual([
    ["dog", "dog.n.01"],
    ["collar", "collar.n.01"],
  ]);
  expect(lemmasIn("the children’s drawings")).toEqual(["child", "drawing"]);
  expect(lemmasIn("two dogs' collars")).toEqual(["two", "dog", "collar"]);
  expect(lemmasIn("a bird's nest and a cat's cradle")).toEqual(["bird's nest", "cat's cradle"]);
  expect(lemmasIn("her mother-in-law's hat")).toEqual(["mother-in-law", "hat"]);
  expect(lemmasIn("it's what she's at, that's all")).toEqual([]);
});

test("a word with hyphens is taken as it is, then with spaces, then by its parts", () => {
  expect(named("a golden-retriever puppy")).toEqual([
    ["golden-retriever", "golden_retriever.n.01"],
    ["puppy", "puppy.n.01"],
  ]);
  expect(texts("a tree-lined street")).toEqual(["tree", "lined", "street"]);
  expect(lemmasIn("a jack-in-the-pulpit")).toEqual(["jack-in-the-pulpit"]);
  expect(conceptsIn(wn, "a jack-in-the-pulpit", { maxWords: 1 }).map(({ lemma }) => lemma)).toEqual([
    "jack-in-the-pulpit",
  ]);
  // Not *red hot* and *dog*: a lemma does not end within a word.
  expect(texts("a red hot-dog")).toEqual(["red", "hot-dog"]);
  expect(texts("an x-qwxyzzed street")).toEqual(["street"]);
});

test("verbs of several words are inflected in the first word", () => {
  expect(lemmasIn("The plane took off")).toEqual(["plane", "take off"]);
  expect(named("The plane took off")).toEqual([
    ["plane", "airplane.n.01"],
    ["took off", "depart.v.03"],
  ]);
  expect(named("a girl sitting down").at(-1)).toEqual(["sitting down", "sit_down.v.01"]);
});

test("each word is judged by a bounded amount of text before it", () => {
  const text = "a dog and a cat ".repeat(20_000);
  const read = vi.spyOn(RegExp.prototype, "test");
  try {
    expect(conceptsIn(wn, text.slice(0, 1600))).toHaveLength(200);
    const longest = Math.max(...read.mock.calls.map(([given]) => given.length));
    expect(longest).toBeLessThan(100);
  } finally {
    read.mockRestore();
  }
});

test("only satellites, or all adjectives", () => {
  const adjectives = (letter: PartOfSpeech): string[] =>
    conceptsIn(wn, "a red hot dog, a happy cat", { partsOfSpeech: [letter] }).map(({ synset }) =>
      synsetName(wn, synset),
    );
  expect(adjectives("s")).toContain("red.s.01");
  expect(adjectives("s").every((name) => name.includes(".s."))).toBe(true);
  expect(adjectives("a")).toEqual(expect.arrayContaining(["red.s.01", "happy.a.01"]));
});

test("only the requested parts of speech", () => {
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
