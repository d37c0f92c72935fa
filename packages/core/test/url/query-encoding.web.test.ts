// The references: https://github.com/web-platform-tests/wpt, url/resources/percent-encoding.json and
// html/infrastructure/urls/resolving-urls/query-encoding (the cases of the first table), and the Encoding Standard.
import { describe, expect, it } from "vitest";
import { resolveUrl, urlResolver } from "../../src/url.js";

const BASE = "https://example.org/d/p.html";
const query = (text: string, encoding: string): string | undefined =>
  resolveUrl(`?${text}`, BASE, { encoding })?.slice(`${BASE}?`.length);

describe("a query is encoded in the page's encoding", () => {
  it.each([
    ["†", "utf-8", "%E2%80%A0"],
    ["†", "big5", "%26%238224%3B"],
    ["†", "euc-kr", "%A2%D3"],
    ["†", "windows-1252", "%86"],
    ["é", "windows-1252", "%E9"],
    ["é", "latin1", "%E9"],
    ["é", "ISO-8859-1", "%E9"],
    ["Ω", "windows-1252", "%26%23937%3B"],
    ["🍎", "windows-1252", "%26%23127822%3B"],
    ["й", "koi8-r", "%CA"],
    ["й", "windows-1251", "%E9"],
    ["ș", "iso-8859-16", "%BA"],
    ["\uf7a0", "x-user-defined", "%A0"],
    ["a\u000eA", "iso-2022-jp", "a%26%2365533%3BA"],
    ["\u203e\\", "iso-2022-jp", "%1B(J~%1B(B\\"],
    ["−", "iso-2022-jp", "%1B$B!]%1B(B"],
    ["漢é字", "iso-2022-jp", "%1B$B4A%1B(B%26%23233%3B%1B$B;z%1B(B"],
    ["ｶﾞ", "iso-2022-jp", "%1B$B%+!+%1B(B"],
    ["漢", "shift_jis", "%8A%BF"],
    ["ｶ", "shift_jis", "%B6"],
    ["¥‾−", "shift_jis", "\\~%81|"],
    ["ⅰ", "shift_jis", "%FA@"],
    ["漢", "euc-jp", "%B4%C1"],
    ["ｶ", "euc-jp", "%8E%B6"],
    ["갂", "euc-kr", "%81A"],
    ["漢", "big5", "%BA~"],
    ["╞", "big5", "%F9%E9"],
    ["€", "gbk", "%80"],
    ["€", "gb18030", "%A2%E3"],
    ["漢", "gb2312", "%9Dh"],
    ["🍎", "gbk", "%26%23127822%3B"],
    ["🍎", "gb18030", "%949%B76"],
    ["\ud800", "gb18030", "%841%A47"],
    ["\ud800", "windows-1252", "%26%2365533%3B"],
  ])("%j in %s is %s", (text, encoding, expected) => {
    expect(query(text, encoding)).toBe(expected);
  });

  it.each(["utf-16le", "utf-16be", "replacement", "iso-2022-kr", "no-such-encoding", ""])(
    "%j uses UTF-8",
    (encoding) => {
      expect(query("é", encoding)).toBe("%C3%A9");
    },
  );

  it("and nothing else of the URL is", () => {
    const resolve = urlResolver(BASE, { encoding: "windows-1252" });
    expect(resolve("é.jpg?é=é#é")).toBe("https://example.org/d/%C3%A9.jpg?%E9=%E9#%C3%A9");
    expect(resolve("a.jpg?q=\"'<>`^|%é%e9")).toBe("https://example.org/d/a.jpg?q=%22%27%3C%3E`^|%%E9%e9");
    expect(resolve("  a.jpg?é\t\n é \n")).toBe("https://example.org/d/a.jpg?%E9%20%E9");
    expect(resolve("a.jpg#?é")).toBe("https://example.org/d/a.jpg#?%C3%A9");
    expect(resolve("//é.example/?é")).toBe("https://xn--9ca.example/?%E9");
  });

  it.each([
    ["http://example.org/?é", "http://example.org/?%E9"],
    ["ftp://example.org/?é", "ftp://example.org/?%E9"],
    ["file:///a?é", "file:///a?%E9"],
    ["ws://example.org/?é", "ws://example.org/?%C3%A9"],
    ["wss://example.org/?é", "wss://example.org/?%C3%A9"],
    ["data:image/png,a?é", "data:image/png,a?%C3%A9"],
    ["mailto:a@example.org?é", "mailto:a@example.org?%C3%A9"],
    ["app://host/?é", "app://host/?%C3%A9"],
  ])("only with special schemes other than WebSocket's: %s", (reference, expected) => {
    expect(resolveUrl(reference, BASE, { encoding: "windows-1252" })).toBe(expected);
  });

  it("also against a base with a special scheme, never with another", () => {
    const encoding = "windows-1252";
    expect(resolveUrl("?é", "ws://example.org/a", { encoding })).toBe("ws://example.org/a?%C3%A9");
    expect(resolveUrl("?é", "app://example.org/a", { encoding })).toBe("app://example.org/a?%C3%A9");
    expect(resolveUrl("?é", "http:b?c", { encoding })).toBe("http://b/?%E9");
  });
});
