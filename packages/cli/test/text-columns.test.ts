import stringWidth from "string-width";
import { expect, test } from "vitest";
import { textColumns } from "../src/alt/text-columns.js";

test("wraps cells to their columns, without trailing spaces", () => {
  expect(textColumns(["1", "a few words more", "x"], [3, 6, 4])).toBe("1    a few   x\n     words\n     more");
});

test("breaks a word that is too long, so that no line is too wide", () => {
  const table = textColumns(["https://example.org/a/long/path.png", "日本語のテキスト 🍎🍎🍎🍎🍎🍎🍎🍎"], [10, 8]);
  for (const line of table.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(20);
});

test("colour codes have no width", () => {
  expect(stringWidth(textColumns(["\u001b[31mred\u001b[39m", "x"], [5, 1]))).toBe(8);
});
