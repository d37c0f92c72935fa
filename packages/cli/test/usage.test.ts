import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mainPath, runCli, runShell, temporaryFolder } from "./run-cli.js";

describe("usage errors are status 2 and say why", () => {
  test.each([
    [["pairs"], "missing required argument"],
    [["pairs", "x", "--jobs", "0"], "from 1 to 256"],
    [["pairs", "x", "--jobs", "99999"], "from 1 to 256"],
    [["pairs", "x", "--jobs", "two"], "whole number"],
    [["pairs", "x", "--format", "csv"], "Allowed choices are jsonl, parquet"],
    [["pairs", "x", "--source", "alt,caption"], "“caption” isn't a source. Choose from alt, title"],
    [["pairs", "x", "--source", ""], "It is empty. Give one or more of alt, title, "],
    [["pairs", "x", "--source", "alt,"], "One of its names is empty. Give one or more of alt, title, "],
    [["pairs", "x", "--robot", "", "--respect-opt-out"], "It is empty. Give a robot's name."],
    [["pairs", "x", "--robot", "a"], "--robot does nothing without --respect-opt-out. Add --respect-opt-out, or leave"],
    [["score", "x.png"], "required option '-t, --text <text>' not specified"],
    [["score", "x.png", "--text", " "], "It is empty. Give a text."],
    [["score", "", "--text", "a"], "It is empty. Give a file name."],
    [["score", "x.png", "--text", "a", "--format", "xml"], "Allowed choices are text, json, csv"],
    [
      ["score", "x.png", "--text", "a", "--out", "m.png"],
      "--out does nothing without --explain. Add --explain, or leave",
    ],
    [
      ["score", "x.png", "--text", "a", "--explain", "--format", "csv"],
      "--explain doesn't fit into CSV. Use --format text",
    ],
    [["score", "x.png", "--text", "a", "--model", "nosuch"], "There is no model nosuch. Give tiny"],
    [["score", "x.png", "--text", "a", "--device", "tpu"], "Allowed choices are auto, cpu, cuda, wasm"],
    [["model", "x"], "alt2img: unknown command 'x'\nSee alt2img model --help."],
    [["model", "verify"], "missing required argument 'model'"],
    [["wordnet", "x"], "alt2img: unknown command 'x'\nSee alt2img wordnet --help."],
    [["help", "foo"], "alt2img: unknown command 'foo'\nSee alt2img --help."],
    [["help", "wordnet", "foo"], "alt2img: unknown command 'foo'\nSee alt2img wordnet --help."],
    [["wordnet", "help", "foo"], "alt2img: unknown command 'foo'\nSee alt2img wordnet --help."],
    [["pairs", "x", "--jobs", "0"], "\nSee alt2img pairs --help.\n"],
    [["pairs", "x", "--base", "page.html"], "absolute URL"],
    [["pairs", "x", "--base", "mailto:x"], "absolute URL"],
    [["alt", "x", "--base", "data:text/html,x"], "absolute URL"],
    [["pairs", "x", "--out", ""], "It is empty"],
    [["report", "x", "--out", " "], "It is empty"],
    [["wordnet", "compile", "x", "--out", ""], "It is empty"],
    [["pairs", ""], "It is empty. Give a file name."],
    [["pairs", "x", " "], "It is empty. Give a file name."],
    [["report", ""], "It is empty. Give a file name."],
    [["alt", ""], "It is empty. Give an HTML file"],
    [["pairs", "x", "--out", "https://a.example/b.jsonl"], "It is a web address, and alt2img writes to the disk."],
    [["report", "x", "--out", "s3://a/b"], "It is a web address, and alt2img writes to the disk."],
    [["wordnet", "compile", "x", "--out", "https://a.example/b"], "It is a web address"],
    [["pairs", "x", "--min-length", "99999999999999999999"], "It is too large."],
    [["pairs", "x", "--resume"], "--resume needs --out FILE"],
    [["pairs", "x", "--nonsense"], "unknown option"],
    [["nonsense"], "unknown command"],
  ])("%j", async (args, why) => {
    const { status, stdout, stderr } = await runCli(args);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(stdout).toHaveLength(0);
  });

  test("--help and --version aren't errors", async () => {
    const help = await runCli(["pairs", "--help"]);
    expect(help.status).toBe(0);
    for (const word of ["--resume", "Exit status", "Hadoop", "Examples"])
      expect(help.stdout.toString()).toContain(word);
    for (const args of [["help", "pairs"], ["help"], ["wordnet", "help", "diff"], ["wordnet", "diff", "--help"]]) {
      const { status, stdout } = await runCli(args);
      expect(stdout.toString()).toMatch(/^Usage: alt2img/);
      expect(status).toBe(0);
    }
    const version = await runCli(["--version"]);
    expect(version.stdout.toString()).toMatch(/^\d+\.\d+\.\d+/);
  });
});

test.each([["alt"], ["synset"], ["synset", "dog", "--lexicon"], ["pairs"], ["report"]])(
  "no escape sequence reaches the terminal: %j",
  async (...args) => {
    const { stderr } = await runCli([...args, "a\u001b[31mb"]);
    expect(stderr).toContain("a\ufffd[31mb");
    expect(stderr).not.toContain("\u001b");
  },
);

test.skipIf(process.platform !== "linux")("--help and --version on a full disk are status 4", async () => {
  for (const option of ["--help", "--version"]) {
    const { status, stderr } = await runShell(`"${process.execPath}" "${mainPath}" ${option} > /dev/full`);
    expect(stderr).toContain("Cannot write to standard output: The disk is full.");
    expect(status).toBe(4);
  }
});

describe("an input that can't be read gets a message that fits the command", () => {
  const folder = "It is a folder.";
  const address = "It is a web address, and this command reads files. Download it first.";
  test.each([
    ["pairs", "https://a.example/b.warc.gz", address],
    ["report", "https://a.example/b.warc.gz", address],
    ["pairs", ".", `${folder} To read the files in it, write *.`],
    ["report", "..", `${folder} To read the files in it, write ${join("..", "*")}.`],
    ["alt", ".", "It is a folder, not a file. Give the name of a file in it."],
    ["alt", "ftp://a.example/", "alt2img only fetches web addresses that begin with https:// or http://. Download"],
  ])("%s %s", async (command, input, message) => {
    const { status, stderr } = await runCli([command, input], { cwd: temporaryFolder() });
    expect(stderr).toContain(`${input}: ${message}`);
    expect(status).toBe(3);
  });
});
