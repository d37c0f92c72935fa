import { describe, expect, it } from "vitest";
import { type Attributes, attributeNameBits } from "../../src/html/attributes.js";
import { END_OF_FILE, START_TAG, Tokenizer } from "../../src/html/tokenizer.js";

/** What each start tag of `html` keeps while the tokenizer goes on. */
function keptAttributes(html: string, decode?: (units: string) => string): Attributes[] {
  const tokenizer = new Tokenizer(html);
  const kept: Attributes[] = [];
  for (let kind = tokenizer.next(); kind !== END_OF_FILE; kind = tokenizer.next()) {
    if (kind === START_TAG && tokenizer.readAttributes()) kept.push(tokenizer.attributes(decode));
  }
  return kept;
}

describe("attributes", () => {
  it("of one name the first counts, in upper or lower case", () => {
    const [attributes] = keptAttributes('<img ALT="a &amp; b" alt=second aLt src>');
    expect(attributes!.get("alt")).toBe("a & b");
    expect(attributes!.get("src")).toBe("");
    expect(attributes!.get("title")).toBeUndefined();
  });

  it("are kept when the tokenizer has gone on, however many there are", () => {
    const tags = Array.from({ length: 500 }, (_, i) => `<p ${"class ".repeat(i)}id="${i}" title=t${i}><i id=x>`);
    const kept = keptAttributes(tags.join(""));
    expect(kept.filter((_, i) => i % 2 === 0).map((p) => [p.get("id"), p.get("title")])).toEqual(
      tags.map((_, i) => [`${i}`, `t${i}`]),
    );
    expect(kept[1]!.get("id")).toBe("x");
    expect(kept[1]!.get("title")).toBeUndefined();
  });

  it("gives the names with a prefix, each once and in order", () => {
    const [attributes] = keptAttributes("<img data-b=1 DATA-A=2 data-b=3 dat=4 \0data-=5>");
    expect([...attributes!.namesFrom("data-")]).toEqual(["data-b", "data-a"]);
    expect([...attributes!.namesFrom("aria-")]).toEqual([]);
  });

  it("decodes a value before its character references", () => {
    const [attributes] = keptAttributes("<img alt='x &amp; y'>", (units) => units.toUpperCase());
    expect(attributes!.get("alt")).toBe("X & Y");
  });

  it("names that are looked for at every tag have bits that the usual attributes have not", () => {
    const usual = attributeNameBits(["class", "href", "src", "alt", "type", "width", "height", "content", "name"]);
    expect(attributeNameBits(["id", "lang", "role", "hidden", "aria-hidden"]) & usual).toBe(0);
  });
});
