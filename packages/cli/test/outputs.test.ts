import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFileOutput } from "../src/pairs/file-output.js";
import type { PartsManifest } from "../src/pairs/part-files.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const page = '<img src="https://a.example/a.png" alt="A picture">';
const lexicon = `<?xml version="1.0" encoding="UTF-8"?>
<LexicalResource><Lexicon id="t" label="T" language="en" email="a@b.example" license="x" version="1">
<LexicalEntry id="w"><Lemma writtenForm="dog" partOfSpeech="n"/><Sense id="s" synset="t-1"/></LexicalEntry>
<Synset id="t-1" ili="i46360" partOfSpeech="n"><Definition>a dog</Definition></Synset>
</Lexicon></LexicalResource>`;

/** Every command that writes files, on an input of its own. */
const commands = {
  pairs: { args: ["pairs", "page.html"], input: "page.html", writes: "pairs.jsonl" },
  report: { args: ["report", "page.html"], input: "page.html", writes: undefined },
  compile: { args: ["wordnet", "compile", "lexicon.xml"], input: "lexicon.xml", writes: "wordnet.bin" },
} as const;

const names = Object.keys(commands) as (keyof typeof commands)[];

function inputs(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "page.html"), page);
  writeFileSync(join(folder, "lexicon.xml"), lexicon);
  return folder;
}

describe.each(names)("--out of %s", (name) => {
  const { args, input, writes } = commands[name];
  const out = (cwd: string, path: string) => runCli([...args, "--out", path], { cwd });

  test("missing folders are made", async () => {
    const folder = inputs();
    const path = join("new", "folder", writes ?? "report");
    expect(await out(folder, path)).toMatchObject({ status: 0 });
    expect(existsSync(join(folder, path))).toBe(true);
  });

  test.runIf(existsSync("/proc/self"))("where no folder can be made, it says so and ends", async () => {
    for (const path of ["/proc/x/y", "/proc/x/y/z.jsonl"]) {
      const { status, stderr } = await out(inputs(), path);
      expect(status).toBe(4);
      expect(stderr).toMatch(
        /^alt2img: Cannot write \/proc\/x\S*: Its folder doesn't exist and can't be made\. Choose/m,
      );
    }
  });

  test("a path through a file", async () => {
    const folder = inputs();
    const { status, stderr } = await out(folder, join("page.html", "x", "y"));
    expect(status).toBe(4);
    expect(stderr).toMatch(/^alt2img: Cannot write page\.html\S*: Part of its path is a file, not a folder\. Check/m);
    expect(readdirSync(folder).sort()).toEqual(["lexicon.xml", "page.html"]);
  });

  test.skipIf(writes === undefined)("a folder, a device and an input aren't replaced", async () => {
    const folder = inputs();
    mkdirSync(join(folder, "taken"));
    symlinkSync(input, join(folder, "link"));
    for (const path of ["taken", "taken/", "new/"]) {
      const { status, stderr } = await out(folder, path);
      expect(stderr).toBe(`alt2img: ${path} is a folder. Give a file name, such as ${join(path, writes ?? "")}.\n`);
      expect(status).toBe(2);
    }
    const device = await out(folder, "/dev/null");
    expect(device).toMatchObject({ status: 2, stderr: expect.stringContaining("/dev/null isn't a regular file") });
    expect(statSync("/dev/null").isFile()).toBe(false);
    const before = readFileSync(join(folder, input));
    for (const path of [input, "link"]) {
      const format = name === "pairs" ? ["--format", "jsonl"] : [];
      const { status, stderr } = await runCli([...args, "--out", path, ...format], { cwd: folder });
      expect(stderr).toContain(`${path} is an input and would be overwritten. Choose another output.`);
      expect(status).toBe(2);
    }
    expect(readFileSync(join(folder, input)).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["lexicon.xml", "link", "page.html", "taken"]);
  });
});

test("pairs that are interrupted before a file is done leave no new folder", async () => {
  const folder = inputs();
  const manifest: PartsManifest = { version: "1", inputs: ["page.html"], settings: {}, format: "jsonl" };
  const path = join(folder, "new", "folder", "pairs.jsonl");
  const output = await createFileOutput({ path, gzip: false, resume: false, manifest });
  expect(existsSync(`${path}.parts`)).toBe(true);
  await output.abandon();
  expect(readdirSync(folder).sort()).toEqual(["lexicon.xml", "page.html"]);
});

test("a report doesn't replace a page that it reads", async () => {
  const folder = inputs();
  writeFileSync(join(folder, "report.html"), page);
  const { status, stderr } = await runCli(["report", "report.html", "--out", "."], { cwd: folder });
  expect(stderr).toContain("report.html is an input and would be overwritten. Choose another output.");
  expect(status).toBe(2);
  expect(readFileSync(join(folder, "report.html"), "utf8")).toBe(page);
});
