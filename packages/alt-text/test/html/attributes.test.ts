import { describe, expect, it } from "vitest";
import { attributeNameBits } from "../../src/html/attributes.js";
import { textSource } from "../../src/html/html-source.js";
import { START_TAG, Tokenizer } from "../../src/html/tokenizer.js";

/** The tokenizer after the first tag of `html`, with its attributes read. */
function firstTag(html: string): Tokenizer {
  const tokenizer = new Tokenizer(textSource(html));
  expect(tokenizer.next()).toBe(START_TAG);
  expect(tokenizer.readAttributes()).toBe(true);
  return tokenizer;
}

describe("attributes", () => {
  it("the first of a name counts, in upper or lower case", () => {
    const tag = firstTag('<img ALT="a &amp; b" alt=second aLt src>');
    expect(tag.attribute("alt")).toBe("a & b");
    expect(tag.attribute("src")).toBe("");
    expect(tag.attribute("title")).toBeUndefined();
  });

  it("can be read again from an earlier tag, however many there are", () => {
    const tags = Array.from({ length: 500 }, (_, i) => `<p ${"class ".repeat(i)}id="${i}" title=t${i}><i id=x>`);
    const html = tags.join("");
    const tokenizer = new Tokenizer(textSource(html));
    for (let i = 499, offset = html.length; i >= 0; i--) {
      offset -= tags[i]!.length;
      tokenizer.readTagAt(offset);
      expect([tokenizer.attribute("id"), tokenizer.attribute("title")]).toEqual([`${i}`, `t${i}`]);
    }
    tokenizer.next();
    tokenizer.readAttributes();
    expect([tokenizer.attribute("id"), tokenizer.attribute("title")]).toEqual(["x", undefined]);
  });

  it("lists the names with a prefix, in order and without duplicates", () => {
    const tag = firstTag("<img data-b=1 DATA-A=2 data-b=3 dat=4 \0data-=5>");
    expect([...tag.attributeNamesFrom("data-")]).toEqual(["data-b", "data-a"]);
    expect([...tag.attributeNamesFrom("aria-")]).toEqual([]);
  });

  it("names looked up at every tag have bits that common attributes lack", () => {
    const usual = attributeNameBits(["class", "href", "src", "alt", "type", "width", "height", "content", "name"]);
    expect(attributeNameBits(["id", "lang", "role", "hidden", "aria-hidden"]) & usual).toBe(0);
  });
});
