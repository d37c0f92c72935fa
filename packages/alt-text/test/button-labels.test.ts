import { describe, expect, it } from "vitest";
import { extractImages } from "../src/index.js";

const nameOf = (html: string) => extractImages(html, { url: "https://example.org/" }).at(-1)?.name;

// HTML-AAM 1.0 on `input type="image"`: ARIA, then its labels, then `alt`, then `title`.
describe("the label of an image button", () => {
  it("is the label whose `for` names it, before or after it, and wins over alt", () => {
    const expected = { text: "Search the shop", source: "label" };
    expect(nameOf('<label for=go>Search the shop</label> <input id=go type=image alt="Go">')).toEqual(expected);
    expect(nameOf('<input id=go type=image alt="Go"> <label for="go">Search <b>the</b>\n shop</label>')).toEqual(
      expected,
    );
  });

  it("is the label around it, without the button's own alternative", () => {
    expect(nameOf('<label>Search <input type=image alt="Go"> the shop</label>')).toEqual({
      text: "Search the shop",
      source: "label",
    });
  });

  it("gives way to aria-label and aria-labelledby", () => {
    expect(nameOf('<label for=go>Search</label><input id=go type=image aria-label="Find">')).toEqual({
      text: "Find",
      source: "aria-label",
    });
    expect(nameOf("<label for=go>Search</label><b id=l>Find</b><input id=go type=image aria-labelledby=l>")).toEqual({
      text: "Find",
      source: "aria-labelledby",
    });
  });

  it("may be several labels, in document order", () => {
    expect(nameOf("<label for=go>One</label><label>two <input id=go type=image></label>")?.text).toBe("One two");
    expect(nameOf("<label>two <input id=go type=image></label><label for=go>three</label>")?.text).toBe("two three");
  });

  it("is every label around it that has no earlier control", () => {
    expect(nameOf("<label>One <label>two <input id=go type=image></label></label>")?.text).toBe("One two two");
    expect(nameOf("<label>One <label>two <input></label> <input id=go type=image alt=Go></label>")?.text).toBe("Go");
    expect(nameOf("<label>Find <input type=hidden><input type=image alt=Go></label>")?.text).toBe("Find");
    for (const control of ["<button></button>", "<select></select>", "<textarea></textarea>", "<output></output>"]) {
      expect(nameOf(`<label>Find ${control}<input type=image alt=Go></label>`)?.text, control).toBe("Go");
    }
  });

  it("counts when it is hidden, like any text alternative of the host language", () => {
    expect(nameOf("<label for=go hidden>Search</label><input id=go type=image>")?.text).toBe("Search");
  });

  it.each([
    ["an empty label", "<label for=go> </label>"],
    ["another's label", "<label for=other>Other</label>"],
    ["a label whose `for` is empty, around it", "<label for>Nothing "],
    ["a label that has ended", "<label>Nothing</label>"],
    ["a label for the first control in it", "<label>Name <input name=n> "],
    ["a label in an inert template", "<template><label for=go>Inert</label></template>"],
    ["a label in a script", "<script><label for=go>Script</label></script>"],
    ["a label in a comment", "<!--<label for=go>Comment</label>-->"],
    ["a label for an earlier element with that id", "<b id=go></b><label for=go>First</label>"],
    ["a label that is never closed in SVG", "<svg><label for=go>Drawn</label></svg>"],
  ])("is not %s", (_what, before) => {
    expect(nameOf(`${before}<input id=go type=image alt=Go>`)).toEqual({ text: "Go", source: "alt" });
  });

  it("isn't the label of a field or a picture", () => {
    expect(nameOf('<label for=p>Label</label><img id=p alt="A cat">')).toEqual({ text: "A cat", source: "alt" });
  });

  it("is cut when it is long", () => {
    const long = "word ".repeat(1_000);
    expect(nameOf(`<label for=go>${long}</label><input id=go type=image>`)?.text.length).toBeLessThanOrEqual(1_000);
  });
});
