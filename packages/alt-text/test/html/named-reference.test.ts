import { readFileSync } from "node:fs";
import { parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { decodeCharacterReferences } from "../../src/html/character-reference.js";
import { namedReferences } from "../../src/html/named-reference.js";
import { namedReferenceTable } from "../scripts/named-references.js";

function parse5Text(html: string): string {
  const [node] = parseFragment(html).childNodes;
  return node !== undefined && "value" in node ? node.value : "";
}

describe("namedReferences", () => {
  it("come from the table that its script makes", () => {
    const file = new URL("../../src/html/named-reference-table.ts", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(namedReferenceTable);
  });

  it("has the 2231 names of the standard, 106 of them without semicolon", () => {
    const names = [...namedReferences().keys()];
    expect(names.length).toBe(2231);
    expect(names.filter((name) => !name.endsWith(";")).length).toBe(106);
  });

  it("gives what parse5 gives for each of them, alone, before a letter and before `=`", () => {
    for (const [name, characters] of namedReferences()) {
      expect(decodeCharacterReferences(`&${name}`, "text")).toBe(characters);
      for (const after of ["", " ", "x", "=", "1", ";"]) {
        const html = `&${name}${after}`;
        expect(decodeCharacterReferences(html, "text"), html).toBe(parse5Text(html));
        const [element] = parseFragment(`<p title="${html}">`).childNodes;
        const value = element !== undefined && "attrs" in element ? element.attrs[0]!.value : undefined;
        expect(decodeCharacterReferences(html, "attribute"), html).toBe(value);
      }
      // A name cut short is the longest shorter name, or none.
      const cut = `&${name.slice(0, -2)}.`;
      expect(decodeCharacterReferences(cut, "text"), cut).toBe(parse5Text(cut));
    }
  });
});

describe("decodeCharacterReferences", () => {
  it.each([
    ["&#0;", "\uFFFD"],
    ["&#x110000;", "\uFFFD"],
    ["&#99999999999999999999999;", "\uFFFD"],
    ["&#xD800;", "\uFFFD"],
    ["&#128;&#x9f;&#129;", "€Ÿ\x81"],
    ["&#xFFFE;&#x1FFFF;", "\uFFFE\u{1FFFF}"],
    ["&#65&#x42", "AB"],
    ["&#;&#x;&#xg;&;& &", "&#;&#x;&#xg;&;& &"],
    ["&notit; &notin;", "¬it; ∉"],
    ["&amp;lt;", "&lt;"],
  ])("%s", (source, text) => {
    expect(decodeCharacterReferences(source, "text")).toBe(text);
  });
});
