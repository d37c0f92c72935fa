import { Alt2imgError } from "@alt2img/core";
import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCdxjLine, parseCdxHeader, parseCdxLine } from "../src/cdxj/parse-cdx-line.js";
import { readCdxj } from "../src/cdxj/read-cdxj.js";
import { surt } from "../src/surt.js";

const good = [
  " CDX N b a m s k r M S V g",
  'org,commoncrawl)/ 20240518015810 {"url": "https://commoncrawl.org/", "status": "200", "length": "18010"}',
  "a)/ 20150708215513 http://a/ text/plain 200 XMAB - - 1085 1260 a.warc",
  "!meta {}",
  "",
].join("\n");
const mutated = fc
  .array(fc.record({ at: fc.nat(), length: fc.nat(20), by: fc.string({ unit: "binary", maxLength: 6 }) }), {
    maxLength: 6,
  })
  .map((changes) => {
    let text = good;
    for (const { at, length, by } of changes) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + by + text.slice(start + length);
    }
    return text;
  });

describe("CDXJ", () => {
  it("of any kind is read, reported or refused with a message", () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: "binary" })), (text) => {
        for (const line of text.split("\n")) {
          const columns = parseCdxHeader(line);
          try {
            const capture = parseCdxLine(line, columns === undefined ? {} : { columns });
            expect(capture.timestamp).toMatch(/^\d{4,17}$/);
            if (!line.includes("{")) continue;
            expect(parseCdxLine(formatCdxjLine(capture))).toEqual(capture);
          } catch (error) {
            if (!(error instanceof Alt2imgError)) throw error;
          }
        }
      }),
      fuzzParameters(5000),
    );
  });

  it("in a stream is counted line by line", async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        const captures = readCdxj(new TextEncoder().encode(text));
        let read = 0;
        for await (const _ of captures) read++;
        const skipped = captures.diagnosticCounts["crawl/cdx-line"] ?? 0;
        expect(read + skipped).toBeLessThanOrEqual(text.split("\n").length);
      }),
      fuzzParameters(500),
    );
  });

  it("has an ASCII key for any URL", () => {
    const url = fc.array(
      fc.oneof(
        fc.constantFrom("http://", "www.", "%25", "%", "..", "/", "?", "&", "=", "@", ":", "[", "1.2"),
        fc.string({ unit: "binary", maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(url, (parts) => {
        try {
          expect(surt(parts.join(""))).toMatch(/^[\x20-\x7e]*$/);
        } catch (error) {
          if (!(error instanceof Alt2imgError)) throw error;
        }
      }),
      fuzzParameters(5000),
    );
  });
});
