import { beforeEach, describe, expect, test } from "vitest";
import { type Finished, runCli, temporaryFolder } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

async function entries(...args: string[]): Promise<Record<string, unknown>[]> {
  const { status, stdout } = await runCli(["synset", ...args, "--format", "json"]);
  expect(status).toBe(0);
  return JSON.parse(stdout.toString());
}

const lines = ({ stdout }: Finished): string[] => stdout.toString().split("\n");

describe("which synset is meant", () => {
  test.each([
    ["a wnid", "n02084071"],
    ["an id", "02084071-n"],
    ["an ILI", "i46360"],
    ["a sense key", "dog%1:05:00::"],
    ["NLTK's name", "dog.n.01"],
  ])("%s names one", async (_, reference) => {
    expect(await entries(reference)).toMatchObject([
      { id: "02084071-n", ili: "i46360", lemmas: ["dog", "domestic dog", "Canis familiaris"] },
    ]);
  });

  test("a form names all senses of its lemmas; --pos leaves some out", async () => {
    const all = await entries("dogs");
    expect(new Set(all.map((entry) => entry["partOfSpeech"]))).toEqual(new Set(["n", "v"]));
    expect((await entries("dogs", "--pos", "v")).map((entry) => entry["name"])).toEqual(["chase.v.01"]);
  });

  test.each([
    ["what is no word", ["qwxyz"], 3, "There is no synset for “qwxyz” in Princeton WordNet 3.0."],
    ["what is written alike", ["gitar"], 3, "guitar"],
    ["the wrong part of speech", ["dog.n.01", "--pos", "v"], 3, "leave --pos out"],
    ["a part of speech that is none", ["dog", "--pos", "x"], 2, "It should be n (nouns)"],
    ["no word", [], 2, "missing required argument"],
    ["no such lexicon", ["dog", "--lexicon", "none.xml"], 3, "Cannot read none.xml"],
  ])("%s: %j is status %i", async (_, args, expected, message) => {
    const { status, stderr, stdout } = await runCli(["synset", ...args], { cwd: folder });
    expect(stderr).toContain(message);
    expect({ status, stdout: stdout.toString() }).toEqual({ status: expected, stdout: "" });
  });
});

describe("what is shown", () => {
  test("a table with relations in both directions, without colour where there is no terminal", async () => {
    const shown = await runCli(["synset", "n02084071"]);
    const text = shown.stdout.toString();
    expect(lines(shown)[0]).toBe("dog.n.01  02084071-n  i46360  noun.animal");
    expect(text).toMatch(/^ {2}hypernym \(2\) +canine\.n\.02 \(canid\); domestic_animal\.n\.01/m);
    expect(text).toMatch(/^ {2}hyponym \(18\) +puppy\.n\.01; /m);
    expect(text).toContain("“the dog barked all night”");
    expect(text).not.toContain("\u001b");
  });

  test("--paths: both of dog's, each from the root with definitions", async () => {
    const [dog] = await entries("n02084071", "--paths");
    const paths = dog!["paths"] as { name: string; definition: string }[][];
    expect(paths.map((path) => [path.length, path[0]!.name, path.at(-1)!.name])).toEqual([
      [14, "entity.n.01", "dog.n.01"],
      [9, "entity.n.01", "dog.n.01"],
    ]);
    for (const step of paths.flat()) expect(step.definition).not.toBe("");
  });

  test("--tree: as deep as it is told, what stands in it twice taken apart once", async () => {
    const text = (await runCli(["synset", "n02084071", "--tree", "--depth", "1"])).stdout.toString();
    expect(text).toContain("├─ toy_dog.n.01 toy (11 below, …)");
    expect(text).toContain("└─ mexican_hairless.n.01");
    const [animal] = await entries("n00015388", "--tree", "--depth", "9");
    type Tree = { id: string; seen?: true; hyponyms: Tree[] };
    const apart = (tree: Tree): string[] => [
      ...(tree.hyponyms.length > 0 ? [tree.id] : []),
      ...tree.hyponyms.flatMap(apart),
    ];
    const twice = (tree: Tree): number =>
      (tree.seen === true ? 1 : 0) + tree.hyponyms.reduce((sum, each) => sum + twice(each), 0);
    const ids = apart(animal!["tree"] as Tree);
    expect(new Set(ids).size).toBe(ids.length);
    expect(twice(animal!["tree"] as Tree)).toBeGreaterThan(0);
  });

  test("--imagenet: its class, or the nearest ones", async () => {
    const [poodle] = await entries("n02113624", "--imagenet");
    expect(poodle!["imagenet"]).toMatchObject({ wnid: "n02113624", classIndex: 265, isIn21k: true, nearest: [] });
    const [moustache] = await entries("moustache", "--imagenet");
    expect(moustache!["imagenet"]).toMatchObject({ isIn21k: false, nearest: [{}, {}, {}] });
    const [other] = await entries("poodle", "--imagenet", "--lexicon", "3.1");
    expect(other!["imagenet"]).toMatchObject({ wnid: "n02113335", isIn21k: true });
  });
});

describe("what is sensitive", () => {
  test("is hidden and counted unless asked for, and then marked", async () => {
    const hidden = await runCli(["synset", "bounder"]);
    expect(hidden.stdout.toString()).not.toContain("reprehensible");
    expect(hidden.stderr).toContain("2 synsets of persons, marked unsafe or not marked safe, are hidden");
    expect(hidden.status).toBe(0);
    expect(await entries("bounder", "--sensitive")).toMatchObject([{ sensitive: true }, { sensitive: true }]);
  });

  test("is hidden in other lexicons too, and in what hangs from a synset", async () => {
    expect(await entries("bounder", "--lexicon", "3.1")).toEqual([]);
    const [person] = await entries("n00007846");
    const names = ((person!["relations"] as Record<string, { name: string }[]>)["hyponym"] ?? []).map(
      ({ name }) => name,
    );
    expect(names).toContain("worker.n.01");
    expect(names).not.toContain("unwelcome_person.n.01");
  });
});
