import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteText, portableByteText } from "../src/wat/byte-text.js";
import { NotCompact } from "../src/wat/json-cursor.js";
import { parseWatJson } from "../src/wat/parse-wat-json.js";
import type { RawPage } from "../src/wat/raw-page.js";
import { scanWatJson } from "../src/wat/scan-wat-json.js";
import { type Json, responseJson, writeJson } from "./wat-record.js";

/** Texts with what could be taken for structure. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        ...'"\\[]{}:, \t\nabu/'.split(""),
        '"}]',
        '{"path":"IMG@/src"',
        '"Links":[{',
        "\\u0041",
        "é",
        "漢",
        "😀",
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join("")),
);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("IMG@/src", "A@/href", "IMG@/longdesc", "STYLE/#text") },
  { weight: 1, arbitrary: text },
);
const oddity: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.constantFrom<Json[]>(null, true, -1.5e3, [], {}, ["a"], [{ path: "IMG@/src", url: "no" }], {
    path: "IMG@/src",
    url: "no",
  }),
);
const odd = (usual: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 100, arbitrary: usual }, { weight: 1, arbitrary: oddity });
const link: fc.Arbitrary<Json> = fc
  .record(
    { path: odd(path), url: odd(text), alt: odd(text), title: text, text, srcset: text, x: oddity },
    { requiredKeys: ["path"] },
  )
  .map((value) => ({ ...value }));
const list = (of: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  odd(fc.array(odd(of), { maxLength: 5 }).map((items) => [...items]));
const meta: fc.Arbitrary<Json> = fc
  .record(
    {
      name: odd(text),
      content: odd(fc.oneof(text, fc.constantFrom("text/html; charset=latin1", "charset=koi8-r", "CharSet = 'x'"))),
      "http-equiv": odd(fc.constantFrom("Content-Type", "refresh")),
      charset: odd(fc.constantFrom("utf-8", "Shift_JIS", "no")),
    },
    { requiredKeys: [] },
  )
  .map((value) => ({ ...value }));
const head = fc
  .record(
    { Title: odd(text), Base: text, Metas: list(fc.oneof(link, meta)), Link: list(link), Scripts: list(link) },
    { requiredKeys: [] },
  )
  .map((value) => ({ ...value }));
const page: fc.Arbitrary<Json> = fc
  .record({ head: odd(head), links: list(link), headers: odd(fc.dictionary(text, oddity)) }, { requiredKeys: [] })
  .map((parts) => responseJson(parts));

const form = fc.record({
  isReversed: fc.boolean(),
  space: fc.oneof({ weight: 9, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom(" ", "\n\t") }),
  escapes: fc.constantFrom("none", "none", "none", "slash", "all"),
});

function write(
  value: Json,
  { isReversed, space, escapes }: { isReversed: boolean; space: string; escapes: string },
): string {
  return writeJson(value, {
    order: (names) => (isReversed ? [...names].reverse() : names),
    space: () => space,
    quote: (unquoted) => {
      const quoted = JSON.stringify(unquoted);
      if (escapes === "slash") return quoted.replaceAll("/", "\\/");
      if (escapes === "all")
        return quoted.replace(/[^\x00-\x7f]|P/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
      return quoted;
    },
  });
}

function scan(bytes: Uint8Array, text: typeof byteText): RawPage | undefined | "full parse" {
  try {
    return scanWatJson(text(bytes), {
      links: bytes.length % 2 === 0,
      textlessImages: bytes.length % 3 === 0,
      metas: [true, false, ["a", "IMG"], ['"', "é"], ["\\n"]][bytes.length % 5]!,
    });
  } catch (error) {
    if (error instanceof NotCompact) return "full parse";
    throw error;
  }
}

function fullParse(bytes: Uint8Array): RawPage | undefined {
  return parseWatJson(new TextDecoder().decode(bytes), {
    links: bytes.length % 2 === 0,
    textlessImages: bytes.length % 3 === 0,
    metas: [true, false, ["a", "IMG"], ['"', "é"], ["\\n"]][bytes.length % 5]!,
  });
}

describe("WAT JSON", () => {
  it("gives the same when it is scanned and when it is parsed, in any form", () => {
    let taken = 0;
    let total = 0;
    fc.assert(
      fc.property(page, form, (value, how) => {
        const bytes = new TextEncoder().encode(write(value, how));
        const expected = fullParse(bytes);
        for (const text of [byteText, portableByteText]) {
          const scanned = scan(bytes, text);
          total++;
          if (scanned === "full parse") continue;
          taken++;
          expect(scanned).toEqual(expected);
        }
      }),
      fuzzParameters(2000),
    );
    // Otherwise the property would hold for a scanner that gives up on everything.
    expect(taken / total).toBeGreaterThan(0.15);
  });

  it("with any bytes changed, still valid, gives the same", () => {
    const change = fc.record({ at: fc.nat(), length: fc.nat(3), by: fc.uint8Array({ maxLength: 3 }) });
    fc.assert(
      fc.property(page, fc.array(change, { minLength: 1, maxLength: 3 }), (value, changes) => {
        let bytes = new TextEncoder().encode(JSON.stringify(value));
        for (const { at, length, by } of changes) {
          const start = at % bytes.length;
          bytes = Uint8Array.from([...bytes.subarray(0, start), ...by, ...bytes.subarray(start + length)]);
        }
        const scanned = scan(bytes, byteText);
        let expected: RawPage | undefined;
        try {
          expected = fullParse(bytes);
        } catch {
          return;
        }
        if (scanned !== "full parse") expect(scanned).toEqual(expected);
      }),
      fuzzParameters(1000),
    );
  });
});
