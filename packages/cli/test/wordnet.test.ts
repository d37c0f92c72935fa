import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe("info", () => {
  test("says what Princeton's WordNet 3.0 holds, by its published counts", async () => {
    const { status, stdout, stderr } = await runCli(["wordnet", "info"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const text = stdout.toString();
    expect(text).toMatch(/^synsets +117,659$/m);
    expect(text).toMatch(/^words +155,287$/m);
    expect(text).toMatch(/^senses +206,941$/m);
    expect(text).toMatch(/^ {2}hypernym +89,089$/m);
  });

  test("json: the same for programs", async () => {
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
    ["what is no lexicon", () => file("text.txt", "a text")],
    ["a damaged compiled file", () => file("damaged.bin", damaged())],
  ])("%s is status 3, and says why", async (_, input) => {
    const { status, stdout, stderr } = await runCli(["wordnet", "info", input()]);
    expect(status).toBe(3);
    expect(stdout).toHaveLength(0);
    expect(stderr).toMatch(/^alt2img: Cannot read .+: .+\.\n$/s);
    expect(stderr).not.toContain("    at ");
  });
});

describe("diff", () => {
  test("what is in both, added and removed adds up to either edition", async () => {
    const [{ stdout }, info] = await Promise.all([
      runCli(["wordnet", "diff", "3.0", "3.1", "--format", "json"]),
      runCli(["wordnet", "info", "3.1", "--format", "json"]),
    ]);
    const diff = JSON.parse(stdout.toString());
    const { counts, synsetRelations } = JSON.parse(info.stdout.toString());
    expect(diff.synsets.same + diff.synsets.removed.length).toBe(117_659);
    expect(diff.synsets.same + diff.synsets.added.length).toBe(counts.synsets);
    expect(diff.words.same + diff.words.removed.length).toBe(155_287);
    expect(diff.words.same + diff.words.added.length).toBe(counts.words);
    const relations = Object.values(synsetRelations as Record<string, number>).reduce((sum, n) => sum + n, 0);
    expect(diff.relations.same + diff.relations.added.length).toBe(relations);
    // What 3.1 brought: the news agency's kind of update, say.
    expect(diff.synsets.added).toContainEqual(expect.objectContaining({ id: "00035244-n", lemmas: ["update"] }));
    expect(diff.words.added).toContainEqual({ lemma: "A/C", partOfSpeech: "n" });
  });

  test("the table lists as many as it is told", async () => {
    const { stdout } = await runCli(["wordnet", "diff", "3.0", "3.1", "--limit", "2"]);
    const lines = stdout.toString().split("\n");
    expect(lines[0]).toMatch(/^ +in both +added +removed$/);
    expect(lines.filter((line) => line.startsWith("+ "))).toHaveLength(8);
    expect(lines.filter((line) => line.startsWith("- "))).toHaveLength(8);
    expect(stdout.toString()).toContain("more (--limit, or --format json for all)");
  });
});

describe("compile", () => {
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
