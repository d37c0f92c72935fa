import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textSource } from "../src/html/html-source.js";
import { placeCounter } from "../src/place-counter.js";

describe("placeCounter", () => {
  it("counts lines from 1, with LF, CR LF and CR", () => {
    const placeAt = placeCounter(textSource("a\nb\r\nc\rd"));
    expect([0, 2, 5, 7].map(placeAt)).toEqual([
      { offset: 0, line: 1, column: 1 },
      { offset: 2, line: 2, column: 1 },
      { offset: 5, line: 3, column: 1 },
      { offset: 7, line: 4, column: 1 },
    ]);
  });

  it("agrees with splitting the text", () => {
    const texts = fc.array(fc.constantFrom("\n", "\r", "\r\n", "a", "bc")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const placeAt = placeCounter(textSource(text));
        for (let offset = 0; offset < text.length; offset++) {
          // The LF of a CR LF belongs to the line before.
          const before = text
            .slice(0, offset > 0 && text.startsWith("\r\n", offset - 1) ? offset - 1 : offset)
            .split(/\r\n|\r|\n/);
          expect(placeAt(offset).line, JSON.stringify([text, offset])).toBe(before.length);
        }
      }),
    );
  });
});
