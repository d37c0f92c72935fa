import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ExtractedImage, extractImages, heardByScreenReader, type SurroundingControl } from "../../src/index.js";
import { lintAltText } from "../../src/lint/index.js";

const url = "https://publisher.example/";

type GoldenCase = { html: string; name: string };
const golden = JSON.parse(readFileSync(new URL("../golden/control-names.json", import.meta.url), "utf8")) as {
  cases: GoldenCase[];
};

/** Where we say something else than Chromium on purpose, by the part of the snippet that makes the difference. */
const DIFFERENCES: readonly (readonly [about: RegExp, ours: RegExp, because: string])[] = [
  [
    /<(?:i|span|div|dfn|br|select|picture|audio|b)(?: role="\w+")? title="/,
    /^(?:Home|inner|inner more|one two)$/,
    "AccName 1.2, 2I: the title of an element in the content is its name where it has no other; Chromium wants a role for that",
  ],
  [/<(?:video|audio)/, /^(?:Home|)$/, "Chromium takes the text of its player's controls"],
  [
    /visibility:visible/,
    /^no Home$|^Home$/,
    "CSS: what is visible in something hidden is shown, and so part of the content",
  ],
  [
    /role="(?:group|separator)"|<output|<figure|<dialog open/,
    /^Home$/,
    "AccName 1.2, 2H: the content of all descendants counts",
  ],
  [
    /role="img">text|<canvas role="img">/,
    /^text$|^$/,
    "the text that the control shows is not judged by the roles in it",
  ],
  [/<math/, /^x$/, "likewise"],
  [/<desc>/, /^$/, "SVG-AAM: a desc describes, and does not name"],
  [
    /type="(?:password|file|submit|reset)"|type="image" src="[^"]*">/,
    /^(?:Home|)$/,
    "the browser's own texts aren't names",
  ],
  [/<(?:textarea|select) aria-label/, /^Home$/, "a label of its own goes before the text that somebody may type over"],
  [/<meter value="5" title/, /^5$/, "values are not checked against their range"],
  [/<details>two/, /^$/, "the browser's own texts aren't names"],
];

/** The name of the control around the first image, without it. */
function ours(html: string): string {
  const control = controlOf(extractImages(html, { url }));
  return collapse(control?.label ?? control?.text ?? "");
}

function controlOf([image]: readonly ExtractedImage[]): SurroundingControl | undefined {
  return image?.control;
}

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

describe("names of links and buttons compared with Chromium's", () => {
  it.each(golden.cases.map((found) => [found.html.replace(/data:[^"]*/g, "…"), found] as const))("%s", (_, found) => {
    const name = ours(found.html);
    if (name === collapse(found.name)) return;
    // Whether other things in a control with text say it otherwise is not asked.
    const control = controlOf(extractImages(found.html, { url }));
    if (control?.text && control.label === undefined && collapse(found.name) !== "") return;
    const difference = DIFFERENCES.find(([about]) => about.test(found.html));
    expect(difference, `ours: ${JSON.stringify(name)}, Chromium's: ${JSON.stringify(found.name)}`).toBeDefined();
    expect(name).toMatch(difference![1]);
  });
});

describe("the name of a control without the image", () => {
  const control = (html: string): SurroundingControl | undefined =>
    controlOf(extractImages(html, { url }).filter(({ element }) => element === "img"));

  it("comes from what is around and next to the image, not from the image", () => {
    expect(control('<a href=x><img alt="Home"></a>')).toMatchObject({ text: "" });
    expect(control('<a href=x><img alt="Home"></a>')).not.toHaveProperty("label");
    expect(control('<a href=x><img alt="Cat"><img alt="Home"></a>')).toMatchObject({ text: "", label: "Home" });
    expect(control('<a href=x id=self aria-labelledby="self l"><img alt="Cat"></a><b id=l>Home</b>')?.label).toBe(
      "Home",
    );
    const [drawing] = extractImages("<button><svg role=img><title>Cat</title></svg></button>", { url });
    expect(drawing).toMatchObject({ name: { text: "Cat" }, control: { text: "" } });
    expect(drawing!.control).not.toHaveProperty("label");
  });

  it("is found where a link is never closed, too", () => {
    expect(control("<a href=x>Home <img alt=''>")).toMatchObject({ text: "Home" });
  });

  it.each([
    ['<a href="/x"><img src=a.png alt=""><i title="Home"></i></a>', "link, Home"],
    ['<a href="/x"><span title="Home"><img src=a.png alt=""></span></a>', "link, Home"],
    ['<a href="/x" aria-labelledby=t><img src=a.png alt=""></a><p id=t title="Home"></p>', "link, Home"],
    ['<a href="/x"><img src=a.png alt=""><iframe title="Home"></iframe></a>', "link, Home"],
    ['<a href="/x"><img src=a.png alt=""><abbr title="Home"></abbr></a>', "link, Home"],
    ['<button><img src=a.png alt=""><span title="Search"></span></button>', "button, Search"],
    ['<button><img src=a.png alt=""><input value="Search"></button>', "button, Search"],
    ['<button><img src=a.png alt=""><canvas>Search</canvas></button>', "button, Search"],
    ['<label for=b>Search</label><button id=b><img src=a.png alt=""></button>', "button, Search"],
  ])("%s is heard as “%s”, without an error", (html, speech) => {
    const images = extractImages(html, { url });
    expect(heardByScreenReader(images[0]!).speech).toBe(speech);
    expect(lintAltText(images).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each([
    '<a href="/x"><img src=a.png alt=""><i title=" "></i></a>',
    '<a href="/x"><img src=a.png alt=""><i title="Home" hidden></i></a>',
    '<a href="/x"><img src=a.png alt=""><input type=hidden value=Home></a>',
    '<a href="/x"><img src=a.png alt=""><img src=b.png alt="" title=Home></a>',
    '<a href="/x"><img src=a.png alt=""><template>Home</template></a>',
    '<button><img src=a.png alt=""><video>Home</video></button>',
  ])("%s has no name", (html) => {
    const [found] = lintAltText(extractImages(html, { url }));
    expect(found?.rule).toBe("empty-in-control");
  });
});
