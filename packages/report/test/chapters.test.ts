import { collect } from "@alt2img/testing";
import { findSynset } from "@alt2img/wordnet";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, it } from "vitest";
import type { Chapter } from "../../src/report/chapter.js";
import { conceptsChapter } from "../../src/report/chapters/concepts.js";
import { findingsChapter } from "../../src/report/chapters/findings.js";
import { optOutChapter } from "../../src/report/chapters/opt-out.js";
import { readersChapter } from "../../src/report/chapters/readers.js";
import { statesChapter } from "../../src/report/chapters/states.js";
import { textsChapter } from "../../src/report/chapters/texts.js";
import { createChapters } from "../../src/report/chapters.js";
import { type ConceptNode, conceptTrees } from "../../src/report/concepts/concept-tree.js";
import { renderHtml } from "../../src/report/html.js";
import { shownPages } from "../../src/report/page/shown-pages.js";
import { emptyReading } from "../../src/report/read-crawl.js";
import { readPages } from "../../src/report/read-pages.js";

let tree: Taxonomy;
beforeAll(async () => {
  tree = taxonomy(await princeton());
});

/** What the chapter writes about these pages; tables are the numbers behind the drawings. */
async function rendered(chapter: Chapter, ...pages: string[]): Promise<string> {
  const reading = emptyReading(10);
  for (const page of pages) {
    const options = { filename: "page.html", base: "https://example.org/", onDiagnostic: () => {} };
    for (const read of await collect(readPages(new TextEncoder().encode(page), "html", options))) {
      chapter.meet?.(read);
      reading.pages.add(read);
      reading.counts.pages++;
      reading.counts.images += read.images.length;
    }
  }
  const writeFile = async (name: string): Promise<string> => name;
  const html = await chapter.render({ reading, shown: shownPages(reading), thumbnails: new Map(), writeFile });
  return html ? renderHtml(html) : "";
}

function row(label: string, ...cells: string[]): string {
  return `<tr><th scope="row">${label}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

describe("createChapters", () => {
  it("gives each chapter an id of its own, and makes them anew", () => {
    const ids = createChapters(tree).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(createChapters(tree)[1]).not.toBe(createChapters(tree)[1]);
  });
});

describe("statesChapter", () => {
  it("counts what is missing, but not what nobody can miss", async () => {
    const page = await rendered(
      statesChapter(),
      '<meta property="og:image" content="a.png"><img src=a.png alt="A"><img src=a.png alt=""><img src=a.png><img src=a.png hidden>',
    );
    for (const state of ["named", "decorative", "missing"]) expect(page).toContain(row(state, "1", "20 %"));
    expect(page).toContain(row("hidden or in metadata, without a text", "2", "40 %"));
  });
});

describe("readersChapter", () => {
  it("counts who gets a text, and why the crawl leaves an image", async () => {
    const page = await rendered(
      readersChapter(),
      '<img src=a.png alt="A lighthouse"><img src=b.svg alt="A vector"><div hidden><img src=c.png alt="A secret"></div><img src=d.png>',
    );
    for (const label of ["heard and taken", "heard, not taken", "taken, not heard", "neither"]) {
      expect(page).toContain(row(label, "1", "25 %"));
    }
    expect(page).toContain(row("It has no alt attribute.", "1", "50 %"));
  });

  it("gives examples with different reasons first", async () => {
    const vectors = Array.from({ length: 9 }, (_, i) => `<img src=${i}.svg alt="Vector ${i}">`).join("");
    const page = await rendered(readersChapter(), `${vectors}<svg role=img aria-label="Drawn here"></svg>`);
    expect(page.match(/<li><a href="#page-1-image-\d+">/g)).toHaveLength(4);
    expect(page).toContain("graphic, Drawn here");
  });
});

describe("findingsChapter", () => {
  it("counts findings by rule and severity, and says where the rules come from", async () => {
    const page = await rendered(findingsChapter(), "<img src=a.png><img src=b.png>", '<img src=c.png alt="c.png">');
    expect(page).toContain(row("The image has no text alternative", "2"));
    expect(page).toContain(row("errors: somebody is shut out", "3", "100 %"));
    expect(page).toContain('<a href="https://www.w3.org/');
  });

  it("says so when there is nothing to find", async () => {
    expect(await rendered(findingsChapter(), '<img src=a.png alt="A lighthouse at dusk">')).toMatch(/found anything/);
  });
});

describe("textsChapter", () => {
  it("sorts texts by their length in characters, not in code units", async () => {
    const texts = ["🦊🦊🦊🦊", "abcde", "x".repeat(300)];
    const page = await rendered(textsChapter(), texts.map((alt) => `<img src=a.png alt="${alt}">`).join(""));
    for (const label of ["1–4", "5–9", "250+"]) expect(page).toContain(row(label, "1"));
    expect(page).toContain(row("10–19", "0"));
  });

  it("names the languages, and leaves what is none as it is", async () => {
    const pages = ["de-AT", "DE", "x-klingon", ""].map((language) => `<html lang="${language}"><img src=a.png>`);
    const page = await rendered(textsChapter(), ...pages);
    expect(page).toContain(row("German (de)", "2", "50 %"));
    expect(page).toContain(row("none declared", "2", "50 %"));
  });
});

describe("conceptsChapter", () => {
  const alts = (...texts: string[]): string => texts.map((alt) => `<img src=a.png alt="${alt}">`).join("");

  it("counts what is named up the hierarchy, once a text, and leads to the images", async () => {
    const page = await rendered(conceptsChapter(tree), alts("A dog and another dog", "Two poodles", "A teapot"));
    const count = (name: string): string | undefined =>
      new RegExp(`<b>(?:[^<]* › )?${name}</b> <span class="count">([^<]+)<`).exec(page)?.[1];
    expect(count("dog")).toBe("2");
    expect(count("poodle")).toBe("1");
    expect(count("teapot")).toBe("1");
    expect(count("whole")).toBe("3");
    expect(page).toContain('<a href="#page-1-image-1">“<bdi>A dog and another dog</bdi>”</a>');
    expect(page.match(/<b>[^<]*dog<\/b>/g)).toHaveLength(1);
  });

  it("says how often a word could mean something else, and what", async () => {
    const page = await rendered(conceptsChapter(tree), alts("A bank", "A teapot"));
    expect(page).toContain("50 % of the time had others beside it");
    expect(page).toContain("a financial institution that accepts deposits");
    expect(page).toContain("nothing else in WordNet");
  });

  it("reads no other languages, and says how much it left", async () => {
    const german = `<html lang="de-AT">${alts("Das Gift", "Ein Hut")}`;
    expect(await rendered(conceptsChapter(tree), german)).toBe("");
    const page = await rendered(conceptsChapter(tree), german, `<html lang="en-GB">${alts("A hat")}`);
    expect(page).toContain("2 texts of pages in other languages were not read");
    expect(page).toContain("1 alt text of 1 names something");
  });

  it("shows no person that is not marked safe, but says how many", async () => {
    const page = await rendered(conceptsChapter(tree), alts("A bounder on a horse", "A teacher"));
    expect(page).toContain("1 mention of persons is not shown");
    expect(page).not.toMatch(/<b>[^<]*(cad|bounder)<\/b>/);
    expect(page).toMatch(/<b>[^<]*teacher<\/b>/);
  });

  it("passes over what is hidden above what is shown", async () => {
    const page = await rendered(conceptsChapter(tree), alts("Portrait of an argonaut", "The archbishop at the altar"));
    expect(page).toMatch(/<b>[^<]*argonaut<\/b>/);
    expect(page).toMatch(/<b>[^<]*archbishop<\/b>/);
    for (const above of ["adventurer", "venturer", "clergyman", "spiritual leader"]) {
      expect(page, above).not.toContain(above);
    }
  });

  it("lets no text write into the report", async () => {
    const page = await rendered(conceptsChapter(tree), alts("&lt;script>pwned()&lt;/script> dog"));
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;");
  });
});

describe("conceptTrees", () => {
  const synset = (name: string) => findSynset(tree.wordnet, name)!;

  it("has each synset once, and says how many it left out", () => {
    const named = new Map(["dog.n.01", "cat.n.01", "teapot.n.01", "run.n.01"].map((name) => [synset(name), 2]));
    const all = conceptTrees(tree, named, { most: 1000, isHidden: () => false });
    const flat = (nodes: readonly ConceptNode[]): ConceptNode[] =>
      nodes.flatMap((node) => [node, ...flat(node.children)]);
    const synsets = flat(all).flatMap(({ chain }) => chain);
    expect(new Set(synsets).size).toBe(synsets.length);
    expect(all.reduce((sum, { total }) => sum + total, 0)).toBe(8);
    expect(flat(all).reduce((sum, { own }) => sum + own, 0)).toBe(8);
    const few = flat(conceptTrees(tree, named, { most: 8, isHidden: () => false }));
    expect(few.length).toBeLessThanOrEqual(8);
    expect(few.some(({ left }) => left > 0)).toBe(true);
  });
});

describe("optOutChapter", () => {
  it("counts pages by signal, and the pairs of those that reserve themselves", async () => {
    const page = await rendered(
      optOutChapter(),
      '<meta name=robots content="noai, noimageai"><img src=a.png alt="One"><img src=a.png alt="Two">',
      '<meta name=robots content="noindex"><img src=a.png alt="Three">',
    );
    expect(page).toContain(row("noai", "1", "50 %"));
    expect(page).toContain(row("noindex", "1", "50 %"));
    expect(page).toContain("1 page with 2 pairs asked not to be trained on");
  });
});

describe("shownPages", () => {
  it("shows what is in the page before what is in its metadata, and not more than can be read", async () => {
    const metas = '<meta property="og:image" content="m.png">'.repeat(50);
    const html = `${metas}${'<img src=a.png alt="A">'.repeat(50)}<p>`;
    const reading = emptyReading(10);
    const options = { filename: "page.html", base: "https://example.org/", onDiagnostic: () => {} };
    for (const page of await collect(readPages(new TextEncoder().encode(html), "html", options)))
      reading.pages.add(page);
    const [shown] = shownPages(reading);
    const elements = shown!.images.map(({ image }) => image.element);
    expect(elements).toHaveLength(60);
    expect(elements.slice(0, 50).every((element) => element === "img")).toBe(true);
    expect(shown!.images[0]!.id).toBe("page-1-image-1");
  });
});
