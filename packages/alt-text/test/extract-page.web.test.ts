import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  type ExtractedImage,
  extractImages,
  extractPage,
  extractPageFrom,
  scanAltTexts,
  scanImages,
} from "../src/index.js";

const url = "https://publisher.example/news/page.html";
const images = (html: string): ExtractedImage[] => extractImages(html, { url });
const first = (html: string): ExtractedImage => images(html)[0]!;
const candidates = (html: string): string[] =>
  first(html).candidates.map(({ url, from, descriptor = "" }) =>
    `${from} ${url.replace("https://publisher.example/", "/")} ${descriptor}`.trim(),
  );

function diagnosed(html: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  extractPage(html, { url, onDiagnostic: (diagnostic) => found.push(diagnostic) });
  return found;
}

describe("URLs and candidates", () => {
  it.each([
    ["src", '<img src="a.png">', ["src /news/a.png"]],
    ["white space around", '<img src=" a.png\n">', ["src /news/a.png"]],
    [
      "base, the first with href, also after the image",
      '<img src="a.png"><base target=x><base href="/b/"><base href="/c/">',
      ["src /b/a.png"],
    ],
    [
      "srcset, the largest first",
      '<img src="a.png" srcset="b.png 1x, c.png 2x">',
      ["src /news/a.png", "srcset /news/c.png 2x", "srcset /news/b.png 1x"],
    ],
    [
      "srcset with commas in URLs",
      '<img srcset="/a,b.png 100w, /c.png, 200w">',
      ["srcset /a,b.png 100w", "srcset /c.png", "srcset /news/200w"],
    ],
    [
      "srcset with errors",
      '<img srcset="a.png 1q, b.png 1x 2x, c.png 0w, d.png 1.5x, e.png 10w 20h">',
      ["srcset /news/e.png 10w", "srcset /news/d.png 1.5x"],
    ],
    [
      "a placeholder yields",
      '<img src="data:image/gif;base64,R0" data-src="a.png">',
      ["data-src /news/a.png", "src data:image/gif;base64,R0"],
    ],
    [
      "a placeholder with a name yields",
      '<img src="/img/blank.gif" data-original="a.png">',
      ["data-original /news/a.png", "src /img/blank.gif"],
    ],
    [
      "a real src stays first",
      '<img src="small.png" data-src="large.png">',
      ["src /news/small.png", "data-src /news/large.png"],
    ],
    ["data-srcset", '<img data-srcset="a.png 2x">', ["data-srcset /news/a.png 2x"]],
    ["an attribute that holds no URL", '<img src="data:," data-lazy="true">', ["src data:,"]],
    ["each URL once", '<img src="a.png" srcset="a.png 1x" data-src="a.png">', ["src /news/a.png"]],
    [
      "picture",
      '<picture><source srcset="a.webp" type="image/webp" media="print"><img src="a.png"></picture><img src="b.png">',
      ["src /news/a.png", "source /news/a.webp"],
    ],
    ["empty src", '<img src=" " alt="x">', []],
    ["poster", '<video poster="p.jpg">', ["poster /news/p.jpg"]],
    ["object", '<object type="image/png" data="o.png">', ["data /news/o.png"]],
    ["object by its name", '<object data="o.SVG?x">', ["data /news/o.SVG?x"]],
    ["input", '<input type="IMAGE" src="i.png">', ["src /news/i.png"]],
    [
      "svg with image and use",
      '<svg><image href="a.png"/><use xlink:href="#in"/><use href="s.svg#x"/></svg>',
      ["image /news/a.png", "use /news/s.svg#x"],
    ],
    ["image is img", "<image src=a.png>", ["src /news/a.png"]],
  ])("%s", (_, html, expected) => {
    expect(candidates(html)).toEqual(expected);
  });

  it("keeps the media and type of a source", () => {
    const html = '<picture><source srcset="a.webp" type="image/webp" media="print"><img src="a.png"></picture>';
    expect(first(html).candidates[1]).toEqual({
      url: "https://publisher.example/news/a.webp",
      from: "source",
      type: "image/webp",
      media: "print",
    });
  });

  it("leaves out an invalid URL, and says so", () => {
    expect(candidates('<img src="http://[" srcset="a.png">')).toEqual(["srcset /news/a.png"]);
    expect(diagnosed('<img src="http://[">')).toMatchObject([{ code: "alt-text/url", url }]);
    expect(diagnosed('<base href="data:,x"><img src="a">')).toMatchObject([{ code: "alt-text/base-url" }]);
  });

  it("requires an absolute page URL", () => {
    expect(() => extractPage("", { url: "page.html" })).toThrow(Alt2imgError);
  });
});

describe("declared size", () => {
  it.each([
    ['width="100" height="50"', 100, 50],
    ['width=" 100px" height="50.5"', 100, 50.5],
    ['width="100%" height="abc"', undefined, undefined],
    ['width="0" height="-1"', 0, undefined],
    ['style="width: 30px; HEIGHT:40PX !important" width="1"', 30, 40],
    ['style="width: 50%; max-width: 9px" width="7"', 7, undefined],
  ])("%s", (attributes, width, height) => {
    const image = first(`<img ${attributes}>`);
    expect([image.width, image.height]).toEqual([width, height]);
  });
});

describe("the context", () => {
  it("is the text before and after, collapsed, with the words of neighbouring blocks apart", () => {
    const html =
      "<h1>A</h1><p>one\n <b>two</b>three<br>four<img>five &amp;<!-- c --> six<div>seven</div><script>no</script>";
    expect(first(html)).toMatchObject({ textBefore: "A one twothree four", textAfter: "five & six seven" });
  });

  it("leaves out text that isn't shown", () => {
    const html =
      "<title>t</title><style>s</style><p hidden>h</p><noscript>n</noscript><template>p</template><textarea>a</textarea>" +
      '<svg><text>v</text></svg><p style="display:none">d<p>shown<img id=x>';
    expect(images(html).at(-1)).toMatchObject({ textBefore: "shown" });
  });

  it.each([
    ["display:none;display:foo", false],
    ["display:none;display:block flex grid2", false],
    ["display:/* no */none", false],
    ["display:none!important;display:block", false],
    ["visibility:hidden;visibility:shown", false],
    ["display:block flow;display:bar", true],
    ["display:none;display:block flow", true],
    ["display:none;display:inherit", true],
    ["visibility:hidden;visibility:visible", true],
  ])("only declarations that browsers know: %s", (style, isShown) => {
    const html = `<p style="${style}">text</p><img>`;
    expect(first(html)).toMatchObject({ textBefore: isShown ? "text" : "" });
  });

  it("the first of two attributes of the same name counts", () => {
    const html = '<p style="color:red" style="display:none">shown<p hidden aria-hidden=false>not<p>too<img>';
    expect(first(html)).toMatchObject({ textBefore: "shown too" });
  });

  it("has at most contextLength characters, all of them whole", () => {
    const page = extractPage("\u{1F600}\u{1F601}<img>\u{1F602}\u{1F603}", { url, contextLength: 3 });
    expect(page.images[0]).toMatchObject({ textBefore: "\u{1F601}", textAfter: "\u{1F602}" });
  });

  it("has the link, with its text and label; a new link ends the one before", () => {
    const html =
      '<a href="x?a=1&amp;b=2" aria-label="L">one <img> two</a><a href=y><div></a><img><a href=z><a name=n><img>';
    expect(images(html).map(({ link, control }) => [link, control])).toEqual([
      [
        { url: "https://publisher.example/news/x?a=1&b=2", text: "one two" },
        { role: "link", text: "one two", label: "L", overridesContent: true },
      ],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it("a link continues after the end of a block, but not outside a cell", () => {
    expect(images("<div><a href=x>t</div><img>")[0]!.link?.url).toMatch(/x$/);
    expect(images("<table><tr><td><a href=x>t<td><img></table>")[0]!.link).toBeUndefined();
  });

  it("has the button, figure, heading and language", () => {
    const html =
      '<html lang=en><h2>Head <i>ing</i></h2><figure lang="de"><button aria-label="B">go <img></button><figcaption>Cap&shy;tion</figcaption></figure><img>';
    const [inside, after] = images(html);
    expect(inside).toMatchObject({
      control: { role: "button", text: "go", label: "B" },
      figcaption: "Cap\xadtion",
      heading: "Head ing",
      language: "de",
    });
    expect(after).toMatchObject({ heading: "Head ing", language: "en" });
    expect(after?.figcaption ?? after?.control).toBeUndefined();
  });

  it("includes noscript, but not template", () => {
    const html = "<noscript><img alt=a></noscript><template><img alt=b><svg></svg></template><img alt=c>";
    expect(images(html).map(({ alt, inNoscript }) => [alt, inNoscript])).toEqual([
      ["a", true],
      ["c", false],
    ]);
  });

  it("has line and column", () => {
    expect(images("\n<img>\r\n <img>").map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});

describe("metadata", () => {
  it("og:image and twitter:image with their properties", () => {
    const html =
      '<meta property="og:image" content="a.png"><meta property="og:image:alt" content="A  b"><meta property="og:image:width" content="640">' +
      '<meta property="og:image" content="b.png"><meta name="twitter:image" content="c.png"><meta name="twitter:image:alt" content="C">';
    expect(images(html).map(({ url, name, width }) => [url?.at(-5), name, width])).toEqual([
      ["a", { text: "A b", source: "og:image:alt" }, 640],
      ["b", undefined, undefined],
      ["c", { text: "C", source: "twitter:image:alt" }, undefined],
    ]);
  });

  it("ImageObject in JSON-LD, nested ones too, and in nearly valid JSON", () => {
    const script = (json: string): string => `<script type="application/ld+json">${json}</script>`;
    const nested =
      '{"@graph":[{"image":{"@type":["ImageObject"],"contentUrl":"a.png","caption":"A","width":"640px"}}]}';
    const broken = '<!-- {"@type":"ImageObject","url":"b.png","name":"two\nlines"}; -->';
    expect(
      images(script(nested) + script(broken)).map(({ url, name, width }) => [url?.at(-5), name?.text, width]),
    ).toEqual([
      ["a", "A", 640],
      ["b", "two lines", undefined],
    ]);
    expect(diagnosed(script("{]"))).toMatchObject([{ code: "alt-text/json-ld" }]);
  });

  it("the page's metadata", () => {
    const html =
      '<html lang="pt-BR"><title> A &amp;\n B </title><meta name=Robots content=noai><meta charset=utf-8>' +
      '<link rel="License" href="/l"><a rel="nofollow license" href="l2"><a rel="cc:license" href="l3"><link rel=icon>';
    const page = extractPage(html, { url });
    expect(page).toMatchObject({ language: "pt-BR", title: "A & B", metas: [{ name: "robots", content: "noai" }] });
    expect(page.links.map(({ rel, url }) => `${rel} ${url.replace("https://publisher.example", "")}`)).toEqual([
      "license /l",
      "nofollow license /news/l2",
      "cc:license /news/l3",
    ]);
  });

  it("the language that an image itself declares", () => {
    const languagesOf = (html: string): unknown[] => extractPage(html, { url }).images.map(({ language }) => language);
    const html = "<html lang=en><img lang=de alt=a><p lang=fr><input type=image lang=it><img></p><img><svg lang=es>";
    expect(languagesOf(html)).toEqual(["de", "it", "fr", "en", "es"]);
  });

  it("the description of an inline svg, as well as its name", () => {
    const [both, alone] = extractPage(
      "<svg role=img><title>n</title><desc>more &amp;\n of it</desc></svg><svg role=img><desc>only</desc></svg>",
      { url },
    ).images;
    expect(both).toMatchObject({ name: { text: "n", source: "svg-title" }, description: "more & of it" });
    expect(alone).toMatchObject({ textState: "missing", description: "only" });
  });

  it("licences in RDFa", () => {
    const { links } = extractPage('<a property="cc:license" href="/l">x</a><a property="dc:title" href="/t">', { url });
    expect(links).toEqual([{ rel: "cc:license", url: "https://publisher.example/l" }]);
  });

  it("rejects wrong arguments with a clear message", () => {
    const extract = extractPage as (...given: unknown[]) => unknown;
    for (const html of [new ArrayBuffer(3), new Blob(["<img>"]), undefined, 5])
      expect(() => extract(html, { url })).toThrow(expect.objectContaining({ code: "alt-text/html" }));
    expect(() => extract("<img>")).toThrow(expect.objectContaining({ code: "alt-text/page-url" }));
  });

  it("the headers' language and charset", () => {
    const headers = { "Content-Type": "text/html; charset=koi8-r", "Content-Language": "ru" };
    const page = extractPage(Uint8Array.of(0xf0, 0x3c, 0x69, 0x6d, 0x67, 0x3e), { url, headers });
    expect(page).toMatchObject({ language: "ru", charset: "koi8-r", images: [{ textBefore: "П" }] });
    expect(extractPage("", { url, headers: [["content-language", "de, en"]] }).language).toBeUndefined();
  });

  it("queries in the page's encoding, however it is declared", () => {
    const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
    const html = '<base href="/d/?\xe9"><a href="?\xe9=\xe9#\xe9"><img src="\xe9?q=\xe9" srcset="?\xe9 2x" alt=x></a>';
    const expected = {
      baseUrl: "https://publisher.example/d/?%E9",
      images: [
        {
          candidates: [
            { url: "https://publisher.example/d/%C3%A9?q=%E9" },
            { url: "https://publisher.example/d/?%E9", descriptor: "2x" },
          ],
          link: { url: "https://publisher.example/d/?%E9=%E9#%C3%A9" },
        },
      ],
    };
    expect(extractPage(bytes(html), { url })).toMatchObject(expected);
    expect(extractPage(bytes(`<meta charset=latin1>${html}`), { url })).toMatchObject(expected);
    expect(extractPage(bytes(html), { url, contentType: "text/html; charset=iso-8859-1" })).toMatchObject(expected);
    // A string has no encoding any more.
    expect(extractPage("<img src='?é'>", { url }).images[0]?.url).toBe(
      "https://publisher.example/news/page.html?%C3%A9",
    );
    const [text] = scanAltTexts(bytes(html), { url }).images;
    expect(text?.url).toBe("https://publisher.example/d/%C3%A9?q=%E9");
  });
});

describe("pages in pieces", () => {
  it("reads at most maxPageBytes, and says so", async () => {
    const codes: string[] = [];
    const page = await extractPageFrom(new TextEncoder().encode("<img><img><img>"), {
      url,
      maxPageBytes: 10,
      onDiagnostic: ({ code }) => codes.push(code),
    });
    expect([page.images.length, codes]).toEqual([2, ["alt-text/page-too-long"]]);
  });

  it("stops when it is aborted", async () => {
    const source = [new Uint8Array(1)];
    await expect(extractPageFrom(source, { url, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });
});

describe("scanImages", () => {
  it("reads src and alt of img elements, where they are elements", () => {
    const html =
      "<img src=a alt='x &amp; y'><!-- <img> --><script>'<img>'</script><title><img></title><svg><title><img alt=b></title><style><img alt=c></style></svg>" +
      "<template><img></template><svg><![CDATA[<img>]]></svg><image src=d>";
    expect([...scanImages(html)]).toEqual([{ src: "a", alt: "x & y" }, { alt: "b" }, { alt: "c" }, { src: "d" }]);
  });
});
