import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { smallDict } from "../../wordnet/test/small-world.js";
import { runCli, temporaryFolder } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe("info", () => {
  test("gives the published counts of Princeton's WordNet 3.0", async () => {
    const { status, stdout, stderr } = await runCli(["wordnet", "info"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const text = stdout.toString();
    expect(text).toMatch(/^synsets +117,659$/m);
    expect(text).toMatch(/^words +155,287$/m);
    expect(text).toMatch(/^senses +206,941$/m);
    expect(text).toMatch(/^ {2}hypernym +89,089$/m);
  });

  test("json: the same counts", async () => {
    const { stdout } = await runCli(["wordnet", "info", "3.1", "--format", "json"]);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      lexicons: [{ version: "3.1", language: "en" }],
      counts: { synsets: 117_791 },
      diagnostics: {},
    });
  });

  test.each([
    ["no such file", () => join(folder, "none.xml")],
    ["an empty folder", () => folder],
    ["a file that isn't a lexicon", () => file("text.txt", "a text")],
    ["a damaged compiled file", () => file("damaged.bin", damaged())],
  ])("%s is status 3, and says why", async (_, input) => {
    const { status, stdout, stderr } = await runCli(["wordnet", "info", input()]);
    expect(status).toBe(3);
    expect(stdout).toHaveLength(0);
    expect(stderr).toMatch(/^alt2img: Cannot read .+: .+\.\n$/s);
    expect(stderr).not.toContain("    at ");
  });
});

test("info: a lexicon without glosses has 0 definitions, one compiled without them says so", async () => {
  const source = file("bare.xml", lexicon({ s1: ["i1", "dog"] }, []).replace(/<Definition>.*?<\/Definition>/, ""));
  const left = join(folder, "left.bin");
  await runCli(["wordnet", "compile", source, "--out", left, "--definitions", "none", "--quiet"]);
  const shown = await Promise.all([source, left].map((name) => runCli(["wordnet", "info", name])));
  const [bare, out] = shown.map(({ stdout }) => /^with a definition +(.*)$/m.exec(stdout.toString())?.[1]);
  expect([bare, out]).toEqual(["0", "left out"]);
});

describe("a name that can't be a lexicon", () => {
  test.each([
    ["a web page", ["info", "page.xml"], 3, "This is an HTML page, not a lexicon."],
    ["an edition to compile", ["compile", "3.0", "--out", "x.bin"], 2, "is already compiled"],
    ["a URL", ["info", "https://en-word.net/static/english-wordnet-2025.xml.gz"], 2, "Download it first."],
    ["a URL to compile", ["compile", "http://example.org/a.xml", "--out", "x.bin"], 2, "Download it first."],
    ["nothing to describe", ["info", ""], 2, "It is empty."],
    ["nothing to compare", ["diff", "3.0", " "], 2, "It is empty."],
    ["nothing to compile", ["compile", "", "--out", "x.bin"], 2, "It is empty."],
    ["nowhere to write", ["compile", "page.xml", "--out", ""], 2, "It is empty."],
  ])("%s", async (_, args, expected, message) => {
    writeFileSync(join(folder, "page.xml"), "<!doctype html><title>Not a lexicon</title>");
    const { status, stdout, stderr } = await runCli(["wordnet", ...args], { cwd: folder });
    expect(stderr).toContain(message);
    expect(stdout.toString()).toBe("");
    expect(status).toBe(expected);
  });

  test("a file: URL is a path", async () => {
    const source = file("url.xml", lexicon({ s1: ["i1", "dog"] }, []));
    const { stdout } = await runCli(["wordnet", "info", pathToFileURL(source).href, "--format", "json"]);
    expect(JSON.parse(stdout.toString())).toMatchObject({ counts: { synsets: 1 } });
  });
});

describe("diff", () => {
  test("lists what was added and removed, relations with both ends", async () => {
    const before = file(
      "before.xml",
      lexicon({ s1: ["i1", "dog"], s2: ["i2", "animal"], s3: ["i3", "unicorn"] }, [["s1", "s2"]]),
    );
    const after = file(
      "after.xml",
      lexicon({ t1: ["i1", "dog"], t2: ["i2", "animal"], t4: ["i4", "selfie"] }, [["t4", "t2"]]),
    );
    const { stdout } = await runCli(["wordnet", "diff", before, after, "--format", "json"]);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      matched: { byIli: 2, byId: 0, bySenseKey: 0 },
      synsets: { same: 2, added: [{ id: "t4", lemmas: ["selfie"] }], removed: [{ id: "s3", lemmas: ["unicorn"] }] },
      words: { same: 2, added: [{ lemma: "selfie", partOfSpeech: "n" }], removed: [{ lemma: "unicorn" }] },
      relations: {
        same: 0,
        added: [{ source: "selfie.n.01", type: "hypernym", target: "animal.n.01" }],
        removed: [{ source: "dog.n.01", type: "hypernym", target: "animal.n.01" }],
      },
    });
    const { stdout: table } = await runCli(["wordnet", "diff", before, after]);
    expect(table.toString()).toContain("+ t4  selfie: what selfie means");
    expect(table.toString()).toContain("- s3  unicorn: what unicorn means");
    expect(table.toString()).toMatch(/^synsets +2 +1 +1$/m);
  });

  test("the counts of common, added and removed items add up to either edition", async () => {
    const [{ stdout }, info] = await Promise.all([
      runCli(["wordnet", "diff", "3.0", "3.1", "--format", "json"]),
      runCli(["wordnet", "info", "3.1", "--format", "json"]),
    ]);
    const diff = JSON.parse(stdout.toString());
    const { counts, synsetRelations } = JSON.parse(info.stdout.toString());
    expect(diff.synsets.same + diff.synsets.removed.length).toBe(117_659);
    expect(diff.synsets.same + diff.synsets.added.length).toBe(counts.synsets);
    const { hidden = { added: 0, removed: 0 } } = diff.words;
    expect(diff.words.same + diff.words.removed.length + hidden.removed).toBe(155_287);
    expect(diff.words.same + diff.words.added.length + hidden.added).toBe(counts.words);
    const relations = Object.values(synsetRelations as Record<string, number>).reduce((sum, n) => sum + n, 0);
    expect(diff.relations.same + diff.relations.added.length).toBe(relations);
    // What 3.1 brought: the news agency's kind of update, say.
    expect(diff.synsets.added).toContainEqual(expect.objectContaining({ id: "00035244-n", lemmas: ["update"] }));
    expect(diff.words.added).toContainEqual({ lemma: "A/C", partOfSpeech: "n" });
  });

  test("hides people that aren't marked safe, unless asked for", async () => {
    // The ILI of cad, of person and of teacher.
    const person = ["i35562", "person"] as [string, string];
    const before = file("before.xml", lexicon({ p: person, s1: ["i89847", "bounder"] }, [["s1", "p"]]));
    const after = file(
      "after.xml",
      lexicon({ p: person, t: ["i94083", "rotter"], d: ["i46360", "dog"] }, [["t", "p"]]),
    );
    const { stdout, stderr } = await runCli(["wordnet", "diff", before, after, "--format", "json"]);
    expect(stdout.toString()).not.toMatch(/bounder|rotter/);
    expect(stderr).toContain("2 synsets for kinds of people, marked as unsafe or not marked as safe, are hidden");
    expect(JSON.parse(stdout.toString())).toMatchObject({
      synsets: {
        same: 1,
        added: [
          { id: "t", sensitive: true },
          { id: "d", lemmas: ["dog"] },
        ],
        removed: [{ id: "s1" }],
      },
      words: { same: 1, added: [{ lemma: "dog" }], removed: [], hidden: { added: 1, removed: 1 } },
      relations: {
        added: [{ source: "t (hidden)", type: "hypernym", target: "person.n.01" }],
        removed: [{ source: "s1 (hidden)", type: "hypernym", target: "person.n.01" }],
      },
    });
    const table = await runCli(["wordnet", "diff", before, after]);
    expect(table.stdout.toString()).not.toMatch(/bounder|rotter/);
    expect(table.stdout.toString()).toContain("+ t  (hidden)");
    expect(table.stdout.toString()).toContain("words added: 2, of which 1 hidden");
    const open = await runCli(["wordnet", "diff", before, after, "--sensitive", "--format", "json"]);
    expect(open.stderr).toBe("");
    expect(JSON.parse(open.stdout.toString()).synsets.added[0]).toMatchObject({ lemmas: ["rotter"], sensitive: true });
  });

  test("the table lists as many as asked", async () => {
    const { stdout } = await runCli(["wordnet", "diff", "3.0", "3.1", "--limit", "2"]);
    const lines = stdout.toString().split("\n");
    expect(lines[0]).toMatch(/^ +in both +added +removed$/);
    expect(lines.filter((line) => line.startsWith("+ "))).toHaveLength(8);
    expect(lines.filter((line) => line.startsWith("- "))).toHaveLength(8);
    expect(stdout.toString()).toContain("more (--limit, or --format json for all)");
  });
});

describe("compile", () => {
  const tiny = lexicon({ s1: ["i1", "dog"], s2: ["i2", "animal"] }, [["s1", "s2"]]);

  test("makes a file that the other commands open, with the same bytes each time", async () => {
    const source = file("tiny.xml", tiny);
    const [one, other] = [join(folder, "one.bin"), join(folder, "other.bin")];
    const { status, stderr } = await runCli(["wordnet", "compile", source, "--out", one]);
    expect(status).toBe(0);
    expect(stderr).toContain("2 synsets, 2 words, 2 senses; definitions inside");
    await runCli(["wordnet", "compile", source, "--out", other, "--quiet"]);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
    const { stdout } = await runCli(["synset", "dog", "--lexicon", one, "--paths"]);
    expect(stdout.toString()).toContain("what dog means");
    expect(stdout.toString()).toContain("animal.n.01: what animal means");
  });

  test("definitions can go to a file of their own or be left out; the rest can be read without them", async () => {
    const source = file("tiny.xml", tiny);
    const out = join(folder, "apart.bin");
    await runCli(["wordnet", "compile", source, "--out", out, "--definitions", "apart"]);
    expect(readdirSync(folder).sort()).toEqual(["apart-definitions.bin", "apart.bin", "tiny.xml"]);
    const { status, stdout } = await runCli(["synset", "dog", "--lexicon", out, "--format", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString())).toMatchObject([{ lemmas: ["dog"], definitions: [] }]);
  });

  test("truncated XML is refused, and nothing is written", async () => {
    const out = join(folder, "cut.bin");
    const { status, stderr } = await runCli(["wordnet", "compile", file("cut.xml", tiny.slice(0, -80)), "--out", out]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^alt2img: Cannot read .*cut\.xml: /);
    expect(readdirSync(folder)).toEqual(["cut.xml"]);
  });

  test("a relation without a target is left out and counted; --verbose names it", async () => {
    const source = file("dangling.xml", lexicon({ s1: ["i1", "dog"] }, [["s1", "nowhere"]]));
    const { status, stderr } = await runCli([
      "wordnet",
      "compile",
      source,
      "--out",
      join(folder, "x.bin"),
      "--verbose",
    ]);
    expect(status).toBe(0);
    expect(stderr).toContain("left out: 1 × wordnet/dangling-relation");
    expect(stderr).toContain("nowhere");
  });

  test("ILI numbers for Princeton's files come from a map, gzipped or not", async () => {
    const dict = join(folder, "dict");
    mkdirSync(dict);
    for (const [name, content] of Object.entries(smallDict)) writeFileSync(join(dict, name), content);
    const map = gzipSync("i35563\t00000100-n\ni46360\t00000200-n\n");
    const out = join(folder, "dict.bin");
    const compile = (ili: string) => runCli(["wordnet", "compile", dict, "--out", out, "--ili", ili, "--quiet"]);
    expect((await compile(file("map.tab.gz", map))).status).toBe(0);
    const { stdout } = await runCli(["synset", "i46360", "--lexicon", out, "--format", "json"]);
    expect(JSON.parse(stdout.toString())).toMatchObject([{ lemmas: ["dog", "hound"] }]);
    const cut = await compile(file("cut.tab.gz", map.subarray(0, 30)));
    expect(cut.status).toBe(3);
    const xml = file("tiny.xml", tiny);
    const mapped = await runCli(["wordnet", "compile", xml, "--out", out, "--ili", file("map.tab.gz", map)]);
    expect(mapped.stderr).toBe(
      `alt2img: --ili is only for Princeton's dict folders, and ${xml} isn't one. Leave --ili out.\n`,
    );
    expect(mapped.status).toBe(2);
    expect(cut.stderr).toMatch(/^alt2img: Cannot read .*cut\.tab\.gz: The gzip file is damaged/);
  });

  test("refuses a compiled file, and says where it can't write", async () => {
    const out = join(folder, "once.bin");
    await runCli(["wordnet", "compile", file("tiny.xml", tiny), "--out", out]);
    const twice = await runCli(["wordnet", "compile", out, "--out", join(folder, "twice.bin")]);
    const nowhere = await runCli(["wordnet", "compile", file("tiny.xml", tiny), "--out", join(out, "x.bin")]);
    expect([twice.status, nowhere.status]).toEqual([2, 4]);
    expect(twice.stderr).toContain("already compiled");
    expect(nowhere.stderr).toContain("Cannot write");
  });

  test.each([
    ["--out missing", ["compile", "x.xml"], 2, "required option"],
    ["source missing", ["compile", "--out", "x.bin"], 2, "missing required argument"],
    ["no such source", ["compile", "none.xml", "--out", "x.bin"], 3, "Cannot read none.xml"],
    ["an unknown command", ["convert"], 2, "unknown command"],
  ])("%s: %j is status %i", async (_, args, expected, message) => {
    const { status, stderr } = await runCli(["wordnet", ...args], { cwd: folder });
    expect(stderr).toContain(message);
    expect(status).toBe(expected);
  });
});

/** A lexicon in WN-LMF: synsets by id, with ILI and word; hypernyms from the first to the second. */
function lexicon(
  synsets: Record<string, [ili: string, lemma: string]>,
  hypernyms: readonly [string, string][],
): string {
  const entries = Object.entries(synsets).map(
    ([id, [, lemma]]) =>
      `<LexicalEntry id="w-${lemma}"><Lemma writtenForm="${lemma}" partOfSpeech="n"/><Sense id="${lemma}-${id}" synset="${id}"/></LexicalEntry>`,
  );
  const all = Object.entries(synsets).map(([id, [ili, lemma]]) => {
    const up = hypernyms
      .filter(([from]) => from === id)
      .map(([, to]) => `<SynsetRelation relType="hypernym" target="${to}"/>`);
    return `<Synset id="${id}" ili="${ili}" partOfSpeech="n"><Definition>what ${lemma} means</Definition>${up.join("")}</Synset>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-1.3.dtd">
<LexicalResource xmlns:dc="https://globalwordnet.github.io/schemas/dc/">
<Lexicon id="tiny" label="Tiny" language="en" email="a@example.org" license="https://example.org/" version="1">
${[...entries, ...all].join("\n")}
</Lexicon>
</LexicalResource>
`;
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** One bit is another in the middle of a compiled file. */
function damaged(): Uint8Array {
  const bytes = readFileSync(new URL("../../wordnet/data/princeton30.bin", import.meta.url));
  bytes[bytes.length >> 1]! ^= 1;
  return bytes;
}
