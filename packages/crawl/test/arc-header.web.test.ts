import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { bytesOf, codes, readAll } from "./warc-bytes.js";

const page = "<html lang=en><img src=a.png alt='A red apple'></html>";
const block = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n";
const fileHeader = `filedesc://x.arc 0.0.0.0 20040101000000 text/plain ${block.length}\n${block}\n`;

/** An ARC file of two records with the same line, without its length. */
const arc = (line: string, content: string): Uint8Array =>
  bytesOf(`${fileHeader}${`${line} ${content.length}\n${content}\n`.repeat(2)}`);

describe("the header line of an ARC record", () => {
  it.each<[type: string, mimeType: string | undefined]>([
    ["text/html", "text/html"],
    ["text/html; charset=utf-8", "text/html"],
    ['text/html;charset="a b"', "text/html"],
    ["text/html, application/x-javascript", "application/x-javascript"],
    ["text/html 200", undefined],
    ["", undefined],
    ["no-type", undefined],
  ])("may have the type %j", async (type, mimeType) => {
    const file = arc(`http://example.org/ 192.0.2.20 20010926085547 ${type}`, page);
    const { records, diagnostics } = await readAll(file);
    expect(codes(diagnostics)).toEqual([]);
    expect(records.slice(1).map(({ uri, payload, status }) => [uri, payload, status])).toEqual([
      ["http://example.org/", page, undefined],
      ["http://example.org/", page, undefined],
    ]);
    for await (const record of readWarc(file)) if (record.type === "response") expect(record.mimeType).toBe(mimeType);
  });

  it.each([
    ["20010926", "2001-09-26T00:00:00Z"],
    ["2001092608", "2001-09-26T08:00:00Z"],
    ["200109260855", "2001-09-26T08:55:00Z"],
    ["20010926085547", "2001-09-26T08:55:47Z"],
    ["20010926085547123", "2001-09-26T08:55:47Z"],
  ])("may have the date %s", async (date, expected) => {
    const dates: unknown[] = [];
    for await (const record of readWarc(arc(`http://example.org/ 192.0.2.20 ${date} text/html`, page)))
      dates.push(record.date);
    expect(dates.slice(1)).toEqual([expected, expected]);
  });

  it.each([
    "http://example.org/ 192.0.2.20 20010926",
    "http://example.org/a b c 2001:db8::1 20010926085547 text/html; a=b c",
  ])("%j is read to its full length", async (line) => {
    const { records, diagnostics } = await readAll(arc(line, page));
    expect([records.length, diagnostics]).toEqual([3, []]);
    expect(records[1]!.uri).toBe(line.split(/ (?:192|2001:)/)[0]);
  });

  it("may be of version 2, with a type of any form", async () => {
    const { records, diagnostics } = await readAll(
      arc("http://example.org/ 192.0.2.20 20010926085547 text/html; charset=x 200 - - 76 x.arc", page),
    );
    expect([records.length, diagnostics]).toEqual([3, []]);
  });
});
