import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { utf8Source } from "../../src/encoding/utf8-source.js";
import { extractPage } from "../../src/index.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

it("gives the text of pieces, and counts UTF-16 code units, wherever the bytes are in memory", () => {
  const pieces = fc.array(fc.constantFrom("a", "bcd", "é", "日本", "🍎", " < ", "\ud7ff", "x".repeat(9)), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pieces, fc.nat({ max: 8 }), (texts, shift) => {
      const bytes = encode(texts.join(""));
      const memory = new Uint8Array(shift + bytes.length + 5).fill(0xff);
      memory.set(bytes, shift);
      const source = utf8Source(memory.subarray(shift, shift + bytes.length))!;
      const codeUnitsBefore = source.counter();
      let [offset, expected] = [0, 0];
      for (const text of texts) {
        expect(codeUnitsBefore(offset)).toBe(expected);
        const end = offset + encode(text).length;
        expect(source.text(offset, end)).toBe(text);
        offset = end;
        expected += text.length;
      }
      expect(codeUnitsBefore(offset)).toBe(expected);
    }),
    fuzzParameters(500),
  );
});

it("cuts only between characters: a piece has those that start in it", () => {
  const source = utf8Source(encode("a日b"))!;
  expect([source.text(0, 2), source.text(1, 2), source.text(2, 5), source.text(2, 4)]).toEqual(["a日", "日", "b", ""]);
});

it("removes a byte order mark, and refuses anything but UTF-8", () => {
  expect(utf8Source(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))!.units).toBe("A");
  expect(utf8Source(Uint8Array.of(0x41, 0xe6, 0x97))).toBeUndefined();
  expect(utf8Source(Uint8Array.of(0x41, 0xff))).toBeUndefined();
});

it("gives a page's bytes the same positions and texts as its text", () => {
  const html = `\ufeff<title>日本</title>\r\n<p>ü 🍎 <img src="é.png" alt="Äpfel">\n${"日".repeat(2_000)}<img src=b>${"é&amp; ".repeat(900)}`;
  const options = { url: "https://example.org/", contentType: "text/html; charset=utf-8" };
  const { charset, ...page } = extractPage(encode(html), options);
  expect(charset).toBe("utf-8");
  expect(page).toEqual(extractPage(html.slice(1), options));
});
