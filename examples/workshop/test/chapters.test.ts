import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judged } from "../src/bias/data-shares.js";
import { chapters } from "../src/chapter-list.js";
import { joinBytes, splitBytes } from "../src/packed.js";

/** The systems that each chapter stands for. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  "alt-text": ["accessibility.huit.harvard.edu"],
  "common-crawl": ["commoncrawl.org"],
  clip: ["en-word.net", "navigu.net", "excavating.ai"],
  laion: ["laion.ai", "labelbox.com", "haveibeentrained.com"],
  "stable-diffusion": ["CompVis/stable-diffusion", "dino-diffusion"],
  bias: ["DiffusionBiasExplorer"],
  "change-the-data": [],
};

const source = (page: string): string => readFileSync(new URL(`../${page}.html`, import.meta.url), "utf8");
const teacher = source("teacher");

describe.each(chapters.map(({ id, title }, i) => ({ id, title: `${i + 1}. ${title}` })))("$title", ({ id, title }) => {
  const html = source(id);

  it("has a text of two minutes", () => {
    const [, text = ""] = /<section class="read"[^>]*>(.*?)<\/section>/s.exec(html) ?? [];
    const words = text
      .replace(/<[^>]+>/g, "")
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeGreaterThanOrEqual(250);
    expect(words.length).toBeLessThanOrEqual(320);
  });

  it("has something to do, a question, what is real and what is simplified, and its links", () => {
    expect(html).toContain(`<h1>${title}</h1>`);
    for (const part of ["do", "discuss", "honest", "links"]) expect(html).toContain(`<section class="${part}">`);
    expect(html).toContain(`data-keep="${id}/discuss"`);
    for (const dt of ["Real", "Simplified"])
      expect(html).toMatch(new RegExp(`<dt>${dt}</dt>\\s*<dd>.{80,}?</dd>`, "s"));
    for (const link of LINKS[id]!) expect(html).toMatch(new RegExp(`href="https://[^"]*${link}`));
  });

  it("is in the teacher’s notes, with a key to its task and its question", () => {
    const [, notes = ""] = new RegExp(`<section class="prose" id="${id}">(.*?)</section>`, "s").exec(teacher) ?? [];
    expect(notes).toContain(`<h2>${title}</h2>`);
    expect(notes).toMatch(/<h3>Key to the tasks?<\/h3>/);
    expect(notes).toMatch(/<h3>Key to the questions?<\/h3>/);
  });
});

const NUMBERS: Readonly<Record<string, number>> = { two: 2, ten: 10, twenty: 20, forty: 40 };

describe("the minutes", () => {
  const plan = readFileSync(new URL("../../../docs/guide/lesson-plan.md", import.meta.url), "utf8");

  it.each([
    ["teacher’s notes", teacher],
    ["lesson plan", plan],
  ])("of a chapter add up in the %s", (_, text) => {
    const said =
      /(\w+) minutes(?: each)?: (\w+)(?: minutes)? to read and to ask, (\w+) to do, (\w+) to discuss/.exec(text) ?? [];
    const [all, ...parts] = said.slice(1).map((word) => NUMBERS[word]);
    expect(parts.reduce((sum, minutes) => sum! + minutes!, 0)).toBe(all);
    expect(all).toBe(40);
  });

  it("of the lesson plan follow one another, and are forty", () => {
    const rows = [...plan.matchAll(/^\| (\d+)–(\d+) \|/gm)].map(([, from, to]) => [Number(from), Number(to)] as const);
    expect(rows.map(([from]) => from)).toEqual([0, ...rows.slice(0, -1).map(([, to]) => to)]);
    expect(rows.at(-1)?.[1]).toBe(40);
    expect(plan).toContain("Forty minutes for a class");
  });
});

describe("the two models", () => {
  it("are called A and B wherever students and teachers meet them", () => {
    for (const page of [...chapters.map(({ id }) => source(id)), teacher])
      expect(page).not.toMatch(/straight model|skewed twin/);
  });

  it("were counted by a program, in other pictures: students see its numbers only if they ask", () => {
    const [, details = ""] = /<details[^>]*>(.*?)<\/details>/s.exec(source("bias")) ?? [];
    expect(details).toContain("twenty other pictures");
    for (const models of Object.values(judged)) {
      const [a, b] = models.map(({ women, pictures }) => `${women} of ${pictures}`);
      expect(details).toMatch(new RegExp(`\\b${a}(?: \\(model A\\))? and ${b}\\b`));
      expect(source("bias").replace(details, "")).not.toMatch(new RegExp(`\\b${a} and ${b}\\b`));
    }
  });
});

describe("splitBytes", () => {
  it.each([0, 1, 2, 7, 8])("is undone by joinBytes: %i bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i);
    expect(joinBytes(splitBytes(bytes))).toEqual(bytes);
  });
  it("puts even places first", () => {
    expect([...splitBytes(Uint8Array.of(0, 1, 2, 3, 4))]).toEqual([0, 2, 4, 1, 3]);
  });
});
