import { describe, expect, it } from "vitest";
import { heardByScreenReader } from "../src/readers/heard-by-screen-reader.js";
import { makeImage, makeLinked } from "./make-image.js";

const heard = (...args: Parameters<typeof makeImage>): string | undefined =>
  heardByScreenReader(makeImage(...args)).speech;

describe("heardByScreenReader", () => {
  it("says the role, then the name", () => {
    expect(heardByScreenReader(makeImage({ alt: "red apple" }))).toEqual({
      heard: true,
      speech: "graphic, red apple",
      reason: "Its name comes from alt.",
    });
    expect(heardByScreenReader(makeLinked("Buy apples")).speech).toBe("link, graphic, Buy apples");
    expect(heard({ alt: "Search", element: "input" })).toBe("button, Search");
    expect(heard({ alt: "Search", control: { role: "button", text: "" } })).toBe("button, Search");
    const link = { url: "https://example.org/nile", text: "" };
    expect(heard({ alt: "Nile delta", element: "area", link })).toBe("link, Nile delta");
    expect(heard({ name: { text: "Pie chart", source: "svg-title" }, element: "svg" })).toBe("graphic, Pie chart");
  });

  it("is silent for what is decorative, hidden, or not on the page", () => {
    for (const parts of [
      { alt: "" },
      { alt: "", link: { url: "https://example.org/", text: "Home" } },
      { alt: "red apple", hidden: true },
      { alt: "red apple", inNoscript: true },
      { alt: "red apple", element: "meta" as const },
      { alt: "red apple", element: "json-ld" as const },
      { element: "video" as const },
    ]) {
      const reading = heardByScreenReader(makeImage(parts));
      expect(reading, JSON.stringify(parts)).toEqual({ heard: false, reason: expect.stringMatching(/\.$/) });
    }
  });

  it("skips an image without alt outside a link", () => {
    expect(heardByScreenReader(makeImage())).toMatchObject({ heard: false });
    expect(heardByScreenReader(makeImage({ link: { url: "https://example.org/", text: "Home" } })).heard).toBe(false);
  });

  // The cases of the description of NVDA's getNameForURL: last part, without extension, with query and fragment.
  it.each([
    ["https://example.org/shop/index.html", "index"],
    ["https://example.org/shop/", "shop"],
    ["https://example.org/", "example.org"],
    ["https://example.org", "example.org"],
    ["https://example.org/a.b/cat.photo.jpg?size=3#top", "cat.photo size=3 top"],
    ["mailto:ann@example.org", "ann@example.org"],
    ["javascript:void(0)", "void(0)"],
  ])("reads out part of the link's URL when it has no name: %s", (url, piece) => {
    expect(heardByScreenReader(makeLinked(undefined, url)).speech).toBe(`link, graphic, ${piece}`);
    expect(heardByScreenReader(makeLinked("", url)).speech).toBe(`link, ${piece}`);
  });

  it("reads out the image's file name in a button, but not a data URL", () => {
    expect(heard({ control: { role: "button", text: "" } })).toBe("button, 4711");
    expect(heard({ control: { role: "button", text: "" }, url: "data:image/gif;base64,R0lGOD" })).toBe("button");
    expect(heard({ element: "svg", control: { role: "button", text: "" }, url: undefined as never })).toBe("button");
  });

  it.each([
    ["button", "button, Cat", "button, 4711"],
    ["checkbox", "check box, Cat", "check box, 4711"],
    ["link", "link, graphic, Cat", "link, 4711"],
    ["menuitem", "menu item, graphic, Cat", "menu item, 4711"],
    ["menuitemcheckbox", "check menu item, Cat", "check menu item, 4711"],
    ["menuitemradio", "radio menu item, Cat", "radio menu item, 4711"],
    ["option", "list item, Cat", "list item, 4711"],
    ["radio", "radio button, Cat", "radio button, 4711"],
    ["switch", "switch, Cat", "switch, 4711"],
    ["tab", "tab, Cat", "tab, 4711"],
    ["treeitem", "tree view item, graphic, Cat", "tree view item, 4711"],
  ] as const)("says what a control with the role %s is, around an image and as one", (role, named, nameless) => {
    const control = { role, text: "" };
    expect(heard({ alt: "Cat", control })).toBe(named);
    expect(heard({ alt: "", control })).toBe(nameless);
    expect(heard({ alt: "", control: { role, text: "", label: "Home" } })).toBe(nameless.replace("4711", "Home"));
    expect(heard({ alt: "", control: { role, text: "Home" } })).toBeUndefined();
    expect(heard({ alt: "Cat", role })).toBe(named.replace("graphic, ", ""));
    expect(heard({ alt: "", role, textState: "missing" })).toBe(nameless.replace(", 4711", ""));
  });

  it("says the label instead of the control's content", () => {
    const control = { role: "link", text: "one", label: "Home", overridesContent: true } as const;
    expect(heardByScreenReader(makeImage({ alt: "Cat", control }))).toMatchObject({
      speech: "link, Home",
      reason: "The link has a label, which is heard instead of its content.",
    });
    expect(heard({ alt: "", control })).toBe("link, Home");
    expect(heard({ alt: "Cat", control: { role: "link", text: "", label: "Home" } })).toBe("link, graphic, Cat");
  });

  it("says a control's own label, and the browser's default name of an image button", () => {
    expect(heard({ alt: "", control: { role: "link", text: "", label: "Home" } })).toBe("link, Home");
    expect(heard({ element: "input" })).toBe("button, Submit Query");
  });
});
