import "@exodus/bytes/encoding.js";
import { percentEncodeAfterEncoding } from "@exodus/bytes/whatwg.js";
import { expect, it } from "vitest";
import { resolveUrl } from "../../src/url.js";

const SPECIAL_QUERY = " \"#'<>";
// Every encoding of https://encoding.spec.whatwg.org/#names-and-labels but UTF-8, UTF-16 and “replacement”.
const LEGACY =
  "ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-8-i iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u macintosh windows-874 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 x-mac-cyrillic gbk gb18030 big5 euc-jp iso-2022-jp shift_jis euc-kr x-user-defined";

const BLOCK = 512;

it.each(LEGACY.split(" "))("%s: every character becomes what @exodus/bytes makes of it", (encoding) => {
  const wrong: string[] = [];
  for (let start = 0x80; start < 0x30_000; start += BLOCK) {
    if (start >= 0xd800 && start < 0xe000) continue;
    // The letter after each shows which state it left behind.
    const text = Array.from({ length: BLOCK }, (_, i) => `${String.fromCodePoint(start + i)}a`).join("");
    const expected = percentEncodeAfterEncoding(encoding, text, SPECIAL_QUERY);
    const found = resolveUrl(`?${text}`, "https://example.org/", { encoding })?.slice("https://example.org/?".length);
    if (found !== expected) wrong.push(`${text}: ${found}, not ${expected}`);
  }
  expect(wrong).toEqual([]);
});
