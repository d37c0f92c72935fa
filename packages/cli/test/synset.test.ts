import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

const formsXml = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-1.3.dtd">
<LexicalResource xmlns:dc="https://globalwordnet.github.io/schemas/dc/">
<Lexicon id="t" label="T" language="en" email="" license="MIT" version="1">
<LexicalEntry id="t-child"><Lemma writtenForm="child" partOfSpeech="n"><Pronunciation variety="GB">tʃaɪld</Pronunciation></Lemma><Form writtenForm="children"/><Form writtenForm="childer"/><Sense id="t-child-1" synset="c"/></LexicalEntry>
<LexicalEntry id="t-kid"><Lemma writtenForm="kid" partOfSpeech="n"/><Sense id="t-kid-1" synset="c"/></LexicalEntry>
<LexicalEntry id="t-kiddish"><Lemma writtenForm="kiddish" partOfSpeech="a"/><Sense id="t-kiddish-1" synset="k"><SenseRelation relType="derivation" target="t-kid-1"/></Sense></LexicalEntry>
<LexicalEntry id="t-dog"><Lemma writtenForm="dog" partOfSpeech="n"/><Sense id="t-dog-1" synset="d"/></LexicalEntry>
<LexicalEntry id="t-teapot"><Lemma writtenForm="teapot" partOfSpeech="n"/><Sense id="t-teapot-1" synset="p"/></LexicalEntry>
<LexicalEntry id="t-kettle"><Lemma writtenForm="smart kettle" partOfSpeech="n"/><Sense id="t-kettle-1" synset="q"/></LexicalEntry>
<LexicalEntry id="t-animal"><Lemma writtenForm="animal" partOfSpeech="n"/><Sense id="t-animal-1" synset="a"/></LexicalEntry>
<Synset id="c" ili="" partOfSpeech="n"/>
<Synset id="k" ili="" partOfSpeech="a"/>
<Synset id="d" ili="i46360" partOfSpeech="n"><Definition>a tame animal</Definition><SynsetRelation relType="hypernym" target="a"/></Synset>
<Synset id="a" ili="i35563" partOfSpeech="n"/>
<Synset id="p" ili="i60046" partOfSpeech="n"><SynsetRelation relType="hypernym" target="vessel"/></Synset>
<Synset id="q" ili="" partOfSpeech="n"><SynsetRelation relType="hypernym" target="vessel"/></Synset>
<Synset id="vessel" ili="" partOfSpeech="n"/>
</Lexicon>
</LexicalResource>
`;

function writtenForms(): string {
  const path = join(folder, "forms.xml");
  writeFileSync(path, formsXml);
  return path;
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

  test("a form gives all senses of its lemmas; --pos restricts them", async () => {
    const all = await entries("dogs");
    expect(new Set(all.map((entry) => entry["partOfSpeech"]))).toEqual(new Set(["n", "v"]));
    expect((await entries("dogs", "--pos", "v")).map((entry) => entry["name"])).toEqual(["chase.v.01"]);
  });

  test.each([
    ["a word that does not exist", ["qwxyz"], 3, "Princeton WordNet 3.0 has no synset for “qwxyz”."],
    ["what is written alike", ["gitar"], 3, "guitar"],
    ["the wrong part of speech", ["dog.n.01", "--pos", "v"], 3, "leave out --pos"],
    ["an unknown part of speech", ["dog", "--pos", "x"], 2, "It must be n (nouns)"],
    ["nothing", [""], 2, "It is empty. Give a word"],
    ["white space", [" "], 2, "It is empty. Give a word"],
    ["a head adjective as a satellite", ["good.a.01", "--pos", "s"], 3, "leave out --pos"],
    ["no word", [], 2, "missing required argument"],
    ["no such lexicon", ["dog", "--lexicon", "none.xml"], 3, "Cannot read none.xml"],
  ])("%s: %j is status %i", async (_, args, expected, message) => {
    const { status, stderr, stdout } = await runCli(["synset", ...args], { cwd: folder });
    expect(stderr).toContain(message);
    expect({ status, stdout: stdout.toString() }).toEqual({ status: expected, stdout: "" });
  });
});

describe("output", () => {
  test("is a table with relations in both directions, without colour unless on a terminal", async () => {
    const shown = await runCli(["synset", "n02084071"]);
    const text = shown.stdout.toString();
    expect(lines(shown)[0]).toBe("dog.n.01  02084071-n  i46360  noun.animal");
    expect(text).toMatch(/^ {2}hypernym \(2\) +canine\.n\.02 \(canid\); domestic_animal\.n\.01/m);
    expect(text).toMatch(/^ {2}hyponym \(18\) +puppy\.n\.01; /m);
    expect(text).toContain("“the dog barked all night”");
    expect(text).not.toContain("\u001b");
  });

  test("--paths: both of dog's, from the root, with definitions", async () => {
    const [dog] = await entries("n02084071", "--paths");
    const paths = dog!["paths"] as { name: string; definition: string }[][];
    expect(paths.map((path) => [path.length, path[0]!.name, path.at(-1)!.name])).toEqual([
      [14, "entity.n.01", "dog.n.01"],
      [9, "entity.n.01", "dog.n.01"],
    ]);
    for (const step of paths.flat()) expect(step.definition).not.toBe("");
  });

  test("--tree: as deep as asked, with a repeated synset expanded once", async () => {
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
    const [run] = await entries("run.v.01", "--imagenet");
    expect(run!["imagenet"]).toEqual({
      isIn21k: false,
      classes: 0,
      nearest: [],
      path: ["travel", "travel rapidly", "run"],
    });
    const kettle = ["smart kettle", "--imagenet", "--lexicon", writtenForms()];
    expect((await entries(...kettle))[0]!["imagenet"]).toEqual({
      isIn21k: false,
      classes: 0,
      nearest: [{ classIndex: 849, wnid: "n04398044", lemmas: ["teapot"], edges: 2 }],
      path: ["vessel", "smart kettle"],
    });
    const text = (await runCli(["synset", ...kettle])).stdout.toString().replace(/\s+/g, " ");
    expect(text).toContain("ImageNet has no class for it; nearest classes: teapot (849); vessel › smart kettle");
    const path = join(folder, "none.bin");
    await runCli(["wordnet", "compile", writtenForms(), "--out", path, "--definitions", "none"]);
    const { stdout, status } = await runCli(["synset", "dog", "--lexicon", path, "--imagenet", "--paths"]);
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/ImageNet +n02084071; .*animal ›\s+dog/);
    expect(stdout.toString()).not.toContain("a tame animal");
    const [other] = await entries("poodle", "--imagenet", "--lexicon", "3.1");
    expect(other!["imagenet"]).toMatchObject({ wnid: "n02113335", isIn21k: true });
  });
});

describe("a word of the synset", () => {
  test("has its frames, forms and pronunciations, and an adjective's position", async () => {
    const [eat] = await entries("eat.v.01");
    expect(eat!["senses"]).toMatchObject([{ lemma: "eat", frames: ["Somebody ----s something"] }]);
    const galore = (await entries("galore"))[0]!;
    expect(galore["senses"]).toMatchObject([{ lemma: "galore", adjectivePosition: "immediate postnominal" }]);
    const [child] = await entries("kid", "--lexicon", writtenForms());
    expect(child!["senses"]).toEqual([
      { lemma: "child", forms: ["children", "childer"], pronunciations: [{ text: "tʃaɪld", variety: "GB" }] },
      { lemma: "kid" },
    ]);
    // Stated only at the other end.
    expect(child!["senseRelations"]).toEqual([
      { lemma: "kid", type: "derivation", target: "k", targetLemma: "kiddish" },
    ]);
  });
});

describe("sensitive synsets", () => {
  test("are hidden above what is shown: in paths, in ImageNet's path, and in JSON", async () => {
    for (const word of ["argonaut.n.01", "archbishop.n.01"]) {
      const shown = await runCli(["synset", word, "--paths", "--imagenet", "--tree"]);
      expect(shown.stdout.toString()).toContain("(hidden)");
      expect(shown.stdout.toString()).not.toMatch(
        /adventurer|taking risks|priest|clergyman\.n|having spiritual|spiritual.leader|\bleader/,
      );
      expect(shown.stderr).toMatch(
        /\d+ synsets? for kinds of people, marked as unsafe or not marked as safe, (is|are) hidden/,
      );
    }
    const [argonaut] = await entries("argonaut.n.01", "--paths", "--imagenet");
    const path = (argonaut!["paths"] as unknown[][])[0]!;
    expect(path.at(-2)).toEqual({ hidden: true });
    expect((argonaut!["imagenet"] as { path: unknown[] }).path.slice(-3)).toEqual([
      "person",
      { hidden: true },
      "argonaut",
    ]);
    const [open] = await entries("argonaut.n.01", "--paths", "--imagenet", "--sensitive");
    expect((open!["paths"] as unknown[][])[0]!.at(-2)).toMatchObject({ name: "adventurer.n.01" });
    expect((open!["imagenet"] as { path: unknown[] }).path.at(-2)).toBe("adventurer");
  });

  test("hidden steps of a path are mentioned once", async () => {
    const { stdout } = await runCli(["synset", "archbishop.n.01", "--paths", "--imagenet"]);
    expect(stdout.toString()).toContain("(hidden)");
    expect(stdout.toString()).not.toMatch(/\(hidden\)( ›\s+|\s+)\(hidden\)/);
  });

  test("are hidden and counted unless asked for, and then marked", async () => {
    const hidden = await runCli(["synset", "bounder"]);
    expect(hidden.stdout.toString()).not.toContain("reprehensible");
    expect(hidden.stderr).toContain(
      "2 synsets for kinds of people, marked as unsafe or not marked as safe, are hidden",
    );
    expect(hidden.status).toBe(0);
    expect(await entries("bounder", "--sensitive")).toMatchObject([{ sensitive: true }, { sensitive: true }]);
  });

  test("are hidden in other lexicons too, and below a synset", async () => {
    expect(await entries("bounder", "--lexicon", "3.1")).toEqual([]);
    const [person] = await entries("n00007846");
    const names = ((person!["relations"] as Record<string, { name: string }[]>)["hyponym"] ?? []).map(
      ({ name }) => name,
    );
    expect(names).toContain("worker.n.01");
    expect(names).not.toContain("unwelcome_person.n.01");
  });
});

describe("messages about what can't be shown name the command line's own options", () => {
  test("definitions without their lexicon", async () => {
    const compiled = join(folder, "small.bin");
    const definitions = join(folder, "small-definitions.bin");
    await runCli(["wordnet", "compile", writtenForms(), "--out", compiled, "--definitions", "apart"]);
    const { status, stderr } = await runCli(["synset", "dog", "--lexicon", definitions]);
    expect(status).toBe(3);
    expect(stderr).toBe(
      `alt2img: Cannot read ${definitions}: It has the definitions of a lexicon, but not its words. Give the lexicon's own file.\n`,
    );
  });

  test("more paths than anyone would read", async () => {
    const layers = Array.from({ length: 15 }, (_, layer) =>
      ["a", "b"].map((side) => {
        const above = layer === 0 ? [] : ["a", "b"].map((each) => `${each}${layer - 1}`);
        const relations = above.map((target) => `<SynsetRelation relType="hypernym" target="${target}"/>`).join("");
        return `<Synset id="${side}${layer}" ili="" partOfSpeech="n">${relations}</Synset>`;
      }),
    ).flat();
    const lattice = join(folder, "lattice.xml");
    const end =
      '<LexicalEntry id="t-x"><Lemma writtenForm="x" partOfSpeech="n"/><Sense id="t-x-1" synset="a14"/></LexicalEntry>';
    writeFileSync(lattice, formsXml.replace("<Synset id", `${end}${layers.join("")}<Synset id`));
    const { status, stderr } = await runCli(["synset", "x", "--lexicon", lattice, "--paths"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain("The synset has too many paths to a root to show them. Leave out --paths.");
  });
});
