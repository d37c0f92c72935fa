import { describe, expect, it } from "vitest";
import { encodeText } from "../src/encode-text.js";

describe("encodeText", () => {
  it("writes windows-1252 with its quotation marks and its euro", () => {
    expect([...encodeText("ñ€“”ÿ", "windows-1252")]).toEqual([0xf1, 0x80, 0x93, 0x94, 0xff]);
  });

  it("writes Shift_JIS in one and two bytes", () => {
    expect([...encodeText("aさ画", "shift_jis")]).toEqual([0x61, 0x82, 0xb3, 0x89, 0xe6]);
  });

  it("throws on characters that the charset lacks", () => {
    expect(() => encodeText("é", "shift_jis")).toThrow("shift_jis has no “é”");
  });

  it("writes what the platform's decoder reads, in double-byte charsets and in UTF-16", () => {
    const texts = {
      gb18030: "红苹果",
      "euc-kr": "빨간 사과",
      big5: "紅蘋果",
      "koi8-r": "яблоко",
      "iso-8859-2": "jabłko",
      "utf-16be": "mela",
    };
    for (const [charset, text] of Object.entries(texts)) {
      expect(new TextDecoder(charset).decode(encodeText(text, charset)), charset).toBe(text);
    }
  });
});
