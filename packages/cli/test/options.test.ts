import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../src/program.js";

/** An option that works alone, that does nothing without another, or that contradicts others. */
type Use = "alone" | { needs: string; value?: string } | { contradicts: string[] };

const format: Record<string, Use> = { "--format": "alone" };
const model: Record<string, Use> = { "--model": "alone", "--variant": "alone", "--device": "alone" };
const quiet: Record<string, Use> = { "--quiet": { contradicts: ["--verbose"] }, "--verbose": "alone" };

/** One of the first two is needed, and either is enough. */
const funnelRules: Record<string, Use> = {
  "--preset": "alone",
  "--rule": "alone",
  "--opt-out": "alone",
  "--if-missing": "alone",
};

/**
 * Every option of every command. `--base` is only for HTML files, and whether there are any is known when all inputs
 * have been read: a line after the summary says so.
 */
const uses: Record<string, Record<string, Use>> = {
  alt2img: { "--version": "alone" },
  "alt2img alt": { "--base": "alone", "--lint": "alone", ...format },
  "alt2img bias": {},
  "alt2img bias captions": {
    "--group": "alone",
    "--attribute": "alone",
    "--words": "alone",
    "--quiet": "alone",
    ...format,
  },
  "alt2img bias grid": {
    "--prompt": "alone",
    "--axis": "alone",
    "--out": "alone",
    "--model": "alone",
    "--guidance": "alone",
    "--seeds": "alone",
    "--steps": "alone",
    "--device": "alone",
    "--quiet": "alone",
  },
  "alt2img bias report": {
    "--value": "alone",
    "--template": "alone",
    "--labelled": { needs: "--label", value: "tiny" },
    "--label": { needs: "--labelled", value: "gender" },
    "--threshold": { needs: "--labelled", value: "0.9" },
    "--by": "alone",
    "--training": "alone",
    "--seed": "alone",
    "--quiet": "alone",
    ...model,
    ...format,
  },
  "alt2img bias weat": {
    "--target": "alone",
    "--attribute": "alone",
    "--template": "alone",
    "--permutations": "alone",
    "--seed": "alone",
    ...model,
    ...format,
  },
  "alt2img classify": {
    "--class": "alone",
    "--imagenet": { contradicts: ["--class dog"] },
    "--down": { needs: "--imagenet" },
    "--template": "alone",
    "--top": "alone",
    ...model,
    ...format,
  },
  "alt2img dataset": {},
  "alt2img dataset build": {
    "--out": "alone",
    "--images": "alone",
    "--allow-loopback": { needs: "--images web" },
    // That it needs --images is checked with what that says.
    "--clip": "alone",
    "--variant": { needs: "--clip", value: "fp32" },
    "--device": { needs: "--clip", value: "wasm" },
    "--batch-size": "alone",
    ...funnelRules,
    "--quiet": "alone",
  },
  "alt2img dataset export": { "--out": "alone", "--where": "alone", "--quiet": "alone" },
  "alt2img dataset info": { "--facet": "alone", "--top": "alone", ...format },
  "alt2img dataset map": {
    "--out": "alone",
    "--column": "alone",
    "--neighbours": "alone",
    "--seed": "alone",
    "--quiet": "alone",
  },
  // One of the first three is needed, and any is enough.
  "alt2img dataset optout": { "--domain": "alone", "--image": "alone", "--picture": "alone" },
  "alt2img dataset trained-on": {
    "--image": "alone",
    "--url": "alone",
    "--domain": "alone",
    "--count": "alone",
    ...model,
    ...format,
  },
  "alt2img dataset sample": { "--count": "alone", "--seed": "alone", "--where": "alone", ...format },
  // One of the first four is needed, and any is enough.
  "alt2img dataset search": {
    "--words": "alone",
    "--text": "alone",
    "--image": "alone",
    "--like": "alone",
    "--column": "alone",
    "--dedupe": "alone",
    "--count": "alone",
    "--where": "alone",
    ...model,
    ...format,
  },
  "alt2img dataset filter": {
    "--out": "alone",
    ...format,
    "--rejected": "alone",
    ...funnelRules,
    "--quiet": "alone",
  },
  "alt2img dataset report": {
    "--terms": "alone",
    "--examples": "alone",
    "--top": "alone",
    ...format,
    ...funnelRules,
    "--quiet": "alone",
  },
  "alt2img demo": {
    "--prompt": "alone",
    "--crawl": "alone",
    "--clip": "alone",
    "--variant": "alone",
    "--model": "alone",
    "--device": "alone",
    "--seed": "alone",
    "--out": "alone",
    "--fresh": "alone",
    "--quiet": "alone",
  },
  // What an input is, only its name says: --images is for pairs.
  "alt2img embed": { "--out": "alone", "--batch-size": "alone", "--images": "alone", "--quiet": "alone", ...model },
  "alt2img generate": {
    "--steps": "alone",
    "--guidance": "alone",
    "--negative": "alone",
    "--seed": "alone",
    "--sampler": "alone",
    "--schedule": "alone",
    "--size": "alone",
    "--init": "alone",
    "--strength": { needs: "--init", value: "0.5" },
    "--mask": { needs: "--init", value: "mask.png" },
    "--literal": "alone",
    "--tiling": "alone",
    "--strip": "alone",
    "--attention": "alone",
    "--out": "alone",
    "--model": "alone",
    "--device": "alone",
  },
  "alt2img model": {},
  "alt2img model baseline": {
    "--out": "alone",
    "--pairs": "alone",
    "--count": "alone",
    "--variant": "alone",
    "--device": "alone",
  },
  "alt2img model info": format,
  "alt2img model fetch": { "--variant": "alone" },
  "alt2img model verify": { "--variant": "alone", "--device": "alone", "--embeddings": "alone", ...format },
  "alt2img pairs": {
    "--out": "alone",
    ...format,
    "--jobs": "alone",
    "--resume": { needs: "--out FILE" },
    "--source": "alone",
    "--address": "alone",
    "--min-length": "alone",
    "--laion": { contradicts: ["--source alt", "--address src", "--min-length 5"] },
    "--base": "alone",
    "--respect-opt-out": "alone",
    "--robot": { needs: "--respect-opt-out", value: "gptbot" },
    ...quiet,
  },
  "alt2img report": {
    "--out": "alone",
    "--pages": "alone",
    "--base": "alone",
    "--score": "alone",
    "--threshold": { needs: "--score", value: "0.3" },
    "--model": { needs: "--score", value: "tiny" },
    "--variant": { needs: "--score", value: "fp32" },
    "--device": { needs: "--score", value: "wasm" },
    "--twins": "alone",
    "--draw": "alone",
    "--quiet": "alone",
  },
  "alt2img score": {
    "--text": "alone",
    "--explain": "alone",
    "--out": { needs: "--explain", value: "map.png" },
    "--baseline": { needs: "--explain", value: "baseline.json" },
    ...model,
    ...format,
  },
  "alt2img synset": {
    "--pos": "alone",
    "--tree": "alone",
    "--depth": { needs: "--tree", value: "2" },
    "--paths": "alone",
    "--imagenet": "alone",
    "--sensitive": "alone",
    "--lexicon": "alone",
    ...format,
  },
  "alt2img tiny": {},
  "alt2img tiny info": format,
  "alt2img tiny verify": format,
  "alt2img wordnet": {},
  "alt2img wordnet compile": {
    "--out": "alone",
    "--definitions": "alone",
    // With a dict folder; what a source is, only its bytes say.
    "--ili": "alone",
    ...quiet,
  },
  "alt2img wordnet info": format,
  "alt2img wordnet diff": { "--limit": { needs: "--format table", value: "3" }, "--sensitive": "alone", ...format },
};

function allCommands(command: Command, call = command.name()): [call: string, command: Command][] {
  const below = command.commands.filter((each) => each.name() !== "help");
  return [[call, command], ...below.flatMap((each) => allCommands(each, `${call} ${each.name()}`))];
}

test("the table has every option of every command", async () => {
  const found = allCommands(await createProgram()).map(([call, { options }]) => [
    call,
    options.map(({ long }) => long),
  ]);
  const known = Object.entries(uses).map(([call, options]) => [call, Object.keys(options)]);
  const sorted = (all: unknown[][]): unknown =>
    Object.fromEntries(all.map(([call, names]) => [call, [...(names as string[])].sort()]));
  expect(sorted(found)).toEqual(sorted(known));
});

/** Runs the command line in this process as far as its options are judged. */
async function judge(args: readonly string[]): Promise<unknown> {
  const program = await createProgram();
  for (const [, command] of allCommands(program)) command.configureOutput({ writeErr: () => {} });
  return program.parseAsync(args, { from: "user" }).catch((error: unknown) => error);
}

/** As many as any command has to have. */
const argumentsOf: Record<string, string[]> = {
  "alt2img bias report": ["nowhere", "--value", "woman"],
  "alt2img classify": ["nowhere.png"],
  "alt2img dataset build": ["nowhere", "--out", "x"],
  "alt2img generate": ["a dog"],
  "alt2img pairs": ["nowhere"],
  "alt2img report": ["nowhere"],
  "alt2img score": ["nowhere.png", "--text", "a dog"],
  "alt2img synset": ["dog"],
  "alt2img wordnet compile": ["nowhere", "--out", "x.bin"],
  "alt2img wordnet diff": ["3.0", "3.0", "--format", "json"],
};

describe.each(
  Object.entries(uses).flatMap(([call, options]) =>
    Object.entries(options).flatMap(([option, use]) => (use === "alone" ? [] : [{ call, option, use }])),
  ),
)("$call $option", ({ call, option, use }) => {
  const before = [...call.split(" ").slice(1), ...(argumentsOf[call] ?? []), option];

  test.runIf("needs" in use)("is refused without the option that it needs", async () => {
    const { needs, value } = use as { needs: string; value?: string };
    const error = await judge([...before, ...(value === undefined ? [] : [value])]);
    expect(error).toMatchObject({ code: "cli/usage", message: expect.stringContaining(needs) });
  });

  test.runIf("contradicts" in use)("is refused together with an option that it contradicts", async () => {
    const { contradicts } = use as { contradicts: string[] };
    for (const other of contradicts) {
      expect(await judge([...before, ...other.split(" ")])).toMatchObject({ code: "commander.conflictingOption" });
    }
  });
});
