import { describe, expect, it } from "vitest";
import { decodeHtml, sniffEncoding } from "../../src/index.js";

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const filler = " ".repeat(2_000);

describe("sniffEncoding", () => {
  it.each([
    [
      "byte order mark of UTF-8 before all else",
      "\xef\xbb\xbf<meta charset=koi8-r>",
      "text/html;charset=big5",
      "utf-8",
      "bom",
    ],
    ["byte order mark, UTF-16 big endian", "\xfe\xff\0a", undefined, "utf-16be", "bom"],
    ["byte order mark, UTF-16 little endian", "\xff\xfea\0", undefined, "utf-16le", "bom"],
    ["HTTP before meta", "<meta charset=koi8-r>", "text/html; charset=Shift_JIS", "shift_jis", "http"],
    ["HTTP, quoted", "x", 'text/html; a=b; CHARSET="latin1"', "windows-1252", "http"],
    ["HTTP, no encoding", "<meta charset=koi8-r>", "text/html; charset=nonsense", "koi8-r", "meta"],
    ["meta charset", "<!doctype html><META  Charset = 'EUC-JP' >", undefined, "euc-jp", "meta"],
    ["pragma", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', undefined, "gbk", "meta"],
    [
      "pragma, attributes the other way",
      "<meta content='x; charset = \"big5\"' http-equiv=content-type>",
      undefined,
      "big5",
      "meta",
    ],
    ["content without pragma", '<meta content="text/html; charset=big5">', undefined, "utf-8", "default"],
    ["the first of two", "<meta charset=koi8-r><meta charset=big5>", undefined, "koi8-r", "meta"],
    ["unknown, then known", "<meta charset=nonsense><meta charset=big5>", undefined, "big5", "meta"],
    ["charset decides before content", '<meta content="charset=big5" charset=koi8-r>', undefined, "koi8-r", "meta"],
    ["in a comment", "<!-- <meta charset=big5> --><meta charset=koi8-r>", undefined, "koi8-r", "meta"],
    ["after a comment that closes at once", "<!--><meta charset=big5>-->", undefined, "big5", "meta"],
    ["in an attribute", "<a title='<meta charset=big5>'><meta charset=koi8-r>", undefined, "koi8-r", "meta"],
    ["not meta", "<metal charset=big5><meta/charset=koi8-r>", undefined, "koi8-r", "meta"],
    ["in a bogus comment", "<?php <meta charset=big5><meta charset=koi8-r>", undefined, "koi8-r", "meta"],
    ["cut off in the tag", "<meta charset=big5", undefined, "utf-8", "default"],
    ["cut off in quotes", "<meta charset='big5>", undefined, "utf-8", "default"],
    ["duplicate attribute", "<meta charset=koi8-r charset=big5>", undefined, "koi8-r", "meta"],
    ["UTF-16 in a meta is UTF-8", "<meta charset=utf-16le>", undefined, "utf-8", "meta"],
    ["x-user-defined in a meta", "<meta charset=x-user-defined>", undefined, "windows-1252", "meta"],
    ["a meta beyond the prescan", `${filler}<meta charset=koi8-r>`, undefined, "koi8-r", "meta"],
    ["XML declaration", "<?xml version='1.0' encoding='ISO-8859-2'?><html>", undefined, "iso-8859-2", "meta"],
    ["XML declaration after meta", "<?xml encoding='big5'?><meta charset=koi8-r>", undefined, "koi8-r", "meta"],
    ["XML declaration in UTF-16", "<\0?\0x\0m\0l\0", undefined, "utf-16le", "meta"],
    ["nothing, ASCII", "<p>x", undefined, "utf-8", "default"],
    ["nothing, valid UTF-8", "\xc3\xa9", undefined, "utf-8", "default"],
    ["nothing, UTF-8 cut off in a character", "\xc3\xa9\xe2\x82", undefined, "utf-8", "default"],
    ["nothing, not UTF-8", "caf\xe9", undefined, "windows-1252", "default"],
    ["empty", "", undefined, "utf-8", "default"],
  ])("%s", (_, bytes, contentType, encoding, source) => {
    expect(sniffEncoding(latin(bytes), { contentType })).toEqual({ encoding, source });
  });

  it("accepts another fallback", () => {
    expect(sniffEncoding(latin("\xcf"), { fallback: "windows-1251" }).encoding).toBe("windows-1251");
  });
});

describe("decodeHtml", () => {
  it("removes the byte order mark", () => {
    expect(decodeHtml(latin("\xef\xbb\xbfa")).text).toBe("a");
    expect(decodeHtml(latin("\xff\xfea\0")).text).toBe("a");
  });

  it("reads all 256 bytes of windows-1252 as the standard says", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { text } = decodeHtml(bytes, { contentType: "text/html;charset=latin1" });
    const c1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
    expect(text).toBe(
      Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? c1[byte - 0x80]! : String.fromCharCode(byte))).join(
        "",
      ),
    );
  });

  it("reads encodings that some platforms have no decoder for", () => {
    expect(decodeHtml(latin("\xa4\xaa\xfe"), { contentType: "a/b;charset=iso-8859-16" }).text).toBe("€Șț");
    expect(decodeHtml(latin("a\xff"), { contentType: "a/b;charset=x-user-defined" }).text).toBe("a\uf7ff");
    expect(decodeHtml(latin("anything"), { contentType: "a/b;charset=iso-2022-kr" }).text).toBe("\ufffd");
  });

  it("replaces invalid bytes, and reports an unknown charset", () => {
    const codes: string[] = [];
    const { text, charset } = decodeHtml(latin("\xff<p>"), {
      contentType: "text/html; charset=klingon",
      onDiagnostic: ({ code }) => codes.push(code),
    });
    expect([text, charset, codes]).toEqual(["ÿ<p>", "windows-1252", ["alt-text/encoding"]]);
    expect(decodeHtml(latin("\xff<p>"), { contentType: "text/html; charset=utf-8" }).text).toBe("\ufffd<p>");
  });

  it.each([
    ["shift_jis", "\x93\xfa\x96\x7b", "日本"],
    ["gb18030", "\xd6\xd0\xce\xc4", "中文"],
    ["koi8-r", "\xf0\xd2\xc9", "При"],
    ["euc-kr", "\xc7\xd1", "한"],
    // Syllables and characters that Node's own decoders lack.
    ["euc-kr", "\x81\x41\x98\xea", "갂섍"],
    ["big5", "\x87\x45\xfe\xfe", "𧉧秔"],
    ["euc-jp", "\x8f\xb0\xa1", "丂"],
    ["windows-1256", "\xe3\xd1", "مر"],
  ])("reads %s", (label, bytes, text) => {
    expect(decodeHtml(latin(`<meta charset=${label}>${bytes}`)).text).toBe(`<meta charset=${label}>${text}`);
  });
});
