import type { ImageTextPair } from "@alt2img/core";
import { expect, it } from "vitest";
import { laionLosses, type MeasuredPair } from "../src/laion-losses.js";

const pair = (name: string, more: Partial<MeasuredPair> = {}): MeasuredPair => ({
  imageUrl: `https://${name.length}.example/${name}.png`,
  text: `A text about ${name}`,
  source: "alt",
  pageUrl: `https://a.example/${name}`,
  bytes: 9000,
  similarity: 0.5,
  ...more,
});

const without = ({ bytes: _, similarity: __, ...rest }: MeasuredPair): ImageTextPair => rest;

it("names what each rule leaves out, and accounts for every pair", async () => {
  const pairs = [
    pair("kept"),
    pair("kept"),
    pair("icon.svg"),
    pair("short", { text: "Pear" }),
    pair("unlike", { similarity: 0.29 }),
    without(pair("gone")),
  ];
  const { report } = await laionLosses(pairs, 0.3);
  expect(report.stages.map(({ rule, rejected, failed }) => [rule, rejected, failed])).toEqual([
    ["address with .svg or .gif", 1, 0],
    ["fewer than 5 characters", 1, 0],
    ["same address and text", 1, 0],
    ["text not like the image", 1, 1],
  ]);
  expect(report.counts).toMatchObject({ read: 6, kept: 1, failed: 1 });
});

it("counts losses by host and by language, whose variants count together", async () => {
  const pairs = [pair("a"), pair("b", { similarity: 0 }), pair("cc", { similarity: 0 }), pair("d")];
  const tags = ["en-GB", "EN", "pt_BR", " "];
  const { report } = await laionLosses(pairs, 0.3, (each) => tags[pairs.indexOf(each)]);
  const losses = (groups: (typeof report.groups)[string] = []): (string | number)[][] =>
    groups.map(({ group, read, lost }) => [group, read, lost]);
  expect(losses(report.groups["language"])).toEqual([
    ["en", 2, 1],
    ["(no language)", 1, 0],
    ["pt", 1, 1],
  ]);
  expect(losses(report.groups["domain"])).toEqual([
    ["1.example", 3, 1],
    ["2.example", 1, 1],
  ]);
  expect((await laionLosses(pairs, 0.3)).report.groups["language"]).toBeUndefined();
});

it("counts small files, but leaves none out for it", async () => {
  const { report, smallFiles } = await laionLosses([pair("a", { bytes: 4999 }), pair("b", { bytes: 5000 })], 0.3);
  expect([smallFiles, report.counts.kept]).toEqual([1, 2]);
});

it("gives plain data, for no pairs too", async () => {
  const losses = await laionLosses([], 0.3, () => "en");
  expect(structuredClone(losses)).toEqual(losses);
  expect(losses.report.groups).toEqual({ language: [], domain: [] });
});
