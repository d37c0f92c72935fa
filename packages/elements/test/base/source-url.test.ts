import { Alt2imgError } from "@alt2img/core";
import { expect, it } from "vitest";
import { sourceUrl } from "../../src/base/source-url.js";

const page = "https://example.org/lessons/1.html";

it("is a URL that a worker can read, as the page means it", () => {
  expect(sourceUrl("src", "pairs.parquet", page)).toBe("https://example.org/lessons/pairs.parquet");
  expect(sourceUrl("src", "/set/", page)).toBe("https://example.org/set/");
  expect(sourceUrl("src", "blob:https://example.org/1-2-3", page)).toBe("blob:https://example.org/1-2-3");
});

it.each([
  ["", "The attribute src is empty. Give the address of a file or a folder, or leave the attribute out."],
  ["  ", "The attribute src is empty."],
  ["http://", "The attribute src isn't an address: “http://”. Give that of a file or a folder."],
  ["javascript:alert(1)", "The attribute src isn't an address of the web: “javascript:alert(1)”."],
  ["C:\\pairs.parquet", "The attribute src isn't an address of the web: “C:\\pairs.parquet”."],
])("isn't %j", (src, message) => {
  expect(() => sourceUrl("src", src, page)).toThrow(message);
  expect(() => sourceUrl("src", src, page)).toThrow(Alt2imgError);
});
