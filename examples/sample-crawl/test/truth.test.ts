import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { extractPage, optOutSignals } from "@alt2img/alt-text";
import { lintAltText } from "@alt2img/alt-text/lint";
import { htmlPagesFromWarc, pairsFromWarc } from "@alt2img/dataset";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type ImageTruth, readTruth } from "../truth.js";

const file = new URL("../sample-crawl.warc.gz", import.meta.url);
const truth = await readTruth();
const captured = await collect(htmlPagesFromWarc(await readFile(file)));

describe("the pages of the crawl", () => {
  it("are those in truth.ts, except the one that was not found", () => {
    expect(captured.map(({ url }) => url)).toEqual(truth.map(({ url }) => url));
  });
});

describe.each(truth)("$url", (expected) => {
  const { html, url, contentType = "", headers } = captured.find((page) => page.url === expected.url)!;
  const page = extractPage(html, { url, contentType });
  const findings = lintAltText(page.images, { language: page.language });
  const rulesOf = (image: number) => findings.filter((finding) => finding.image === image).map(({ rule }) => rule);

  it("has the title and language that it declares", () => {
    expect(page).toMatchObject({ title: expected.title });
    expect(page.language).toBe(expected.language);
  });

  it("has these images, with these states and names", () => {
    expect(page.images.map(found)).toEqual(expected.images.map(wanted));
  });

  it.each(expected.images.map((image, index) => ({ ...image, index, what: image.url ?? image.element })))(
    "gets the expected findings: $index $what",
    ({ fires, silent, index }) => {
      const rules = rulesOf(index);
      expect(rules).toEqual(expect.arrayContaining(fires));
      expect(silent === "all" ? rules : rules.filter((rule) => silent.includes(rule))).toEqual([]);
    },
  );

  it("says who may not use it", () => {
    const { noai, noimageai, tdmReservation } = optOutSignals(page, headers);
    const said = [
      ...(noai.length > 0 ? ["noai"] : []),
      ...(noimageai.length > 0 ? ["noimageai"] : []),
      ...(tdmReservation?.reserved ? ["tdm"] : []),
    ];
    expect(said).toEqual(expected.optOut ?? []);
  });
});

describe("pairsFromWarc", () => {
  it("makes a pair for each img with a URL and an alt that isn't blank, and no others", async () => {
    const pairs = await collect(pairsFromWarc(createReadStream(file)));
    const expected = truth.flatMap(({ url: pageUrl, images }) =>
      images
        .filter(({ element, url, alt = "" }) => element === "img" && url !== undefined && alt.trim() !== "")
        .map(({ url, alt }) => ({ imageUrl: url, text: alt, pageUrl })),
    );
    expect(pairs.map(({ imageUrl, text, pageUrl }) => ({ imageUrl, text, pageUrl }))).toEqual(expected);
  });
});

describe("the truth", () => {
  it("lists images that pass every rule and are wrong or biased all the same", () => {
    const images = truth.flatMap((page) => page.images);
    const passed = images.filter(({ silent }) => silent === "all").map(({ judgement }) => judgement);
    expect(new Set(passed)).toEqual(new Set(["good", "wrong", "biased"]));
  });
});

type Found = ReturnType<typeof extractPage>["images"][number];

function found({ element, url, textState, alt, name, hidden }: Found) {
  // A `meta` element has no `alt` attribute, whatever it says about its image.
  return { element, url, textState, alt: element === "meta" ? undefined : alt, name: name?.text, hidden };
}

function wanted({ element, url, state, alt, name, hidden = false }: ImageTruth) {
  return { element, url, textState: state, alt, name: name ?? (alt?.trim() || undefined), hidden };
}
