import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { rawRecord } from "./warc-bytes.js";

async function mimeTypeOf(lines: string[]): Promise<string | undefined> {
  const message = ["HTTP/1.1 200 OK", ...lines, "", "<html>"].join("\r\n");
  const record = rawRecord(message, { type: "response", contentType: "application/http; msgtype=response" });
  for await (const { mimeType } of readWarc(record)) return mimeType;
  throw new Error("no record");
}

describe("the mimeType of a record", () => {
  it.each([
    [["Content-Type: text/html;charset=utf-8"], "text/html"],
    [["Content-Type: Text/HTML"], "text/html"],
    [["Content-Type: application/json", "Content-Type: text/html"], "text/html"],
    [["Content-Type: text/html", "Content-Type: nonsense"], "text/html"],
    [["Content-Type: text/html, application/x-javascript"], "application/x-javascript"],
  ])("is the last valid type of %j", async (lines, expected) => expect(await mimeTypeOf(lines)).toBe(expected));

  it.each([
    'Content-Type: "text/html; charset=utf-8"',
    "Content-Type: text/html charset=utf-8",
    "Content-Type: */*",
    "Content-Type: charset=utf-8",
    "Content-Type: ; charset=utf-8",
    "Content-Type:",
  ])("is left out for %j", async (line) => expect(await mimeTypeOf([line])).toBeUndefined());

  it("is that of the record if the block isn't an HTTP message", async () => {
    for await (const { mimeType } of readWarc(rawRecord("{}", { contentType: "Application/JSON; a=b" }))) {
      expect(mimeType).toBe("application/json");
    }
  });
});
