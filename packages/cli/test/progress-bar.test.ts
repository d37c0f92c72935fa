import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { createProgressBar, formatTime } from "../src/pairs/progress-bar.js";

/** Something that looks like a terminal to its writer. */
function createTerminal(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const terminal: unknown = Object.assign(stream, { isTTY, columns: 120 });
  return { stream: terminal as NodeJS.WriteStream, text: () => text };
}

test("shows on a terminal how much is done, MB/s, pairs and the time left", async () => {
  const { stream, text } = createTerminal(true);
  const bar = createProgressBar(stream, { quiet: false });
  bar.expect(2_000_000);
  bar.expect(2_000_000);
  bar.expectNoMore();
  await new Promise((resolve) => setTimeout(resolve, 250));
  bar.read(1_000_000);
  bar.found(1234);
  await new Promise((resolve) => setTimeout(resolve, 250));
  bar.stop();
  expect(stripVTControlCharacters(text())).toMatch(
    /█{6}░{18} 25 % · 1\.0 of 4\.0 MB · \d+\.\d MB\/s · 1,234 pairs · \d+ s left/,
  );
});

test("shows no percentage until all files are known, so that it never falls", async () => {
  const { stream, text } = createTerminal(true);
  const bar = createProgressBar(stream, { quiet: false });
  bar.expect(1_000_000);
  bar.read(1_000_000);
  bar.found(1);
  await new Promise((resolve) => setTimeout(resolve, 250));
  bar.expect(3_000_000);
  bar.expectNoMore();
  await new Promise((resolve) => setTimeout(resolve, 250));
  bar.stop();
  const shown = stripVTControlCharacters(text());
  expect(shown).toMatch(/1\.0 MB · \d+\.\d MB\/s · 1 pair\b/);
  const shares = [...shown.matchAll(/(\d+) %/g)].map(([, share]) => Number(share));
  expect(new Set(shares)).toEqual(new Set([25]));
});

test.each([
  ["not a terminal", false, false],
  ["quiet", true, true],
])("%s: only what is printed", async (_, isTTY, quiet) => {
  const { stream, text } = createTerminal(isTTY);
  const bar = createProgressBar(stream, { quiet });
  bar.expect(100);
  bar.read(50);
  bar.found(1);
  bar.print("an error with an \u001b escape");
  bar.stop();
  expect(text()).toBe("an error with an \ufffd escape\n");
});

describe("a time", () => {
  test.each([
    [0, "0 s"],
    [59.4, "59 s"],
    [61, "1 min 01 s"],
    [3599.6, "1 h 00 min"],
    [9000, "2 h 30 min"],
  ])("%d seconds: %s", (seconds, text) => {
    expect(formatTime(seconds)).toBe(text);
  });
});
