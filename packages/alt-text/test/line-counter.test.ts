import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineCounter } from "../src/line-counter.js";

describe("lineCounter", () => {
  it("counts LF, CR LF and CR, from 1", () => {
    const lineAt = lineCounter("a\nb\r\nc\rd");
    expect([0, 2, 5, 7].map((offset) => lineAt(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
  });

  it("agrees with splitting the text", () => {
    const texts = fc.array(fc.constantFrom("\n", "\r", "\r\n", "a", "bc")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const lineAt = lineCounter(text);
        for (let offset = 0; offset < text.length; offset++) {
          // The LF of a CR LF belongs to the line before.
          const before = text
            .slice(0, offset > 0 && text.startsWith("\r\n", offset - 1) ? offset - 1 : offset)
            .split(/\r\n|\r|\n/);
          expect(lineAt(offset).line, JSON.stringify([text, offset])).toBe(before.length);
        }
      }),
    );
  });
});
