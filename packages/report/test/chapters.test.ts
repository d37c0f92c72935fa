import { collect } from "@alt2img/testing";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, it } from "vitest";
import { renderChapters, type Tallies } from "../src/chapters.js";
import { renderHtml } from "../src/html.js";
import { type CrawlInput, readCrawl } from "../src/index.js";
import { shownPages } from "../src/page/shown-pages.js";
import { inMemory } from "./report-on.js";

let tree: Taxonomy;
beforeAll(async () => {
  tree = taxonomy(await princeton());
});

function htmlFile(page: string): CrawlInput {
  return inMemory("page.html", new TextEncoder().encode(page));
}

/** What a chapter writes about these pages; tables are the numbers behind the drawings. */
async function rendered(id: keyof Tallies, ...pages: string[]): Promise<string> {
  const crawl = readCrawl(pages.map(htmlFile), { taxonomy: tree });
  await collect(crawl);
  const { reading } = crawl;
  const context = { reading, shown: shownPages(reading), pictures: new Map() };
  const chapter = renderChapters(reading.tallies, context).find((each) => each.id === id);
  return chapter ? renderHtml(chapter.body) : "";
}

function row(label: string, ...cells: string[]): string {
  return `<tr><th scope="row">${label}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

describe("statesChapter", () => {
  it("counts missing texts, but not for images that no one encounters", async () => {
    const page = await rendered(
      "states",
      '<meta property="og:image" content="a.png"><img src=a.png alt="A"><img src=a.png alt=""><img src=a.png><img src=a.png hidden>',
    );
    for (const state of ["named", "decorative", "missing"]) expect(page).toContain(row(state, "1", "20 %"));
    expect(page).toContain(row("no text, but hidden or in metadata", "2", "40 %"));
  });
});

describe("funnelChapter and readersChapter", () => {
  it("count each image once, name every loss, and agree on what a training crawl takes", async () => {
    const pages = [
      '<img src=a.png alt="A lighthouse"><img src=b.svg alt="A vector"><div hidden><img src=c.png alt="A secret"></div><img src=d.png>',
      '<img src="data:image/gif;base64,R0" data-src="lazy.png" alt="A lazy image"><img src=e.png alt="Pear"><svg role=img aria-label="A drawing"></svg>',
      '<meta name=robots content=noai><img src=f.png alt="A fox in the snow">',
    ];
    const funnel = await rendered("funnel", ...pages);
    for (const [label, value] of [
      ["images", "8"],
      ["not an img element", "−1"],
      ["no text", "−1"],
      ["image–text pairs", "6"],
      ["address with .svg or .gif", "−1"],
      ["fewer than 5 characters", "−1"],
      ["address outside src", "−1"],
      ["pairs that a training crawl takes", "3"],
      ["opted out", "−1"],
      ["pairs if it respects opt-outs", "2"],
    ] as const) {
      expect(funnel).toContain(row(label, value));
    }
    const readers = await rendered("readers", ...pages);
    expect(readers).toContain(row("heard and taken", "2", "25 %"));
    expect(readers).toContain(row("taken, not heard", "1", "13 %"));
  });
});

describe("readersChapter", () => {
  it("gives examples with different reasons first", async () => {
    const vectors = Array.from({ length: 9 }, (_, i) => `<img src=${i}.svg alt="Vector ${i}">`).join("");
    const page = await rendered("readers", `${vectors}<svg role=img aria-label="Drawn here"></svg>`);
    expect(page.match(/<li><a href="#page-1-image-\d+">/g)).toHaveLength(4);
    expect(page).toContain("graphic, Drawn here");
  });
});

describe("findingsChapter", () => {
  it("counts findings by rule and severity, and says where the rules come from", async () => {
    const page = await rendered("findings", "<img src=a.png><img src=b.png>", '<img src=c.png alt="c.png">');
    expect(page).toContain(row("The image has no text alternative", "2"));
    expect(page).toContain(row("errors: people are shut out", "3", "100 %"));
    expect(page).toContain('<a href="https://www.w3.org/');
  });

  it("says so when there is nothing to find", async () => {
    expect(await rendered("findings", '<img src=a.png alt="A lighthouse at dusk">')).toMatch(/found anything/);
  });
});

describe("textsChapter", () => {
  it("sorts texts by their length in characters, not in code units", async () => {
    const texts = ["🦊🦊🦊🦊", "abcde", "x".repeat(300)];
    const page = await rendered("texts", texts.map((alt) => `<img src=a.png alt="${alt}">`).join(""));
    for (const label of ["1–4", "5–9", "250+"]) expect(page).toContain(row(label, "1"));
    expect(page).toContain(row("10–19", "0"));
  });

  it("names the languages, and leaves unknown codes as they are", async () => {
    const pages = ["de-AT", "DE", "x-klingon", ""].map((language) => `<html lang="${language}"><img src=a.png>`);
    const page = await rendered("texts", ...pages);
    expect(page).toContain(row("German (de)", "2", "50 %"));
    expect(page).toContain(row("not declared", "2", "50 %"));
  });
});

describe("conceptsChapter", () => {
  const alts = (...texts: string[]): string => texts.map((alt) => `<img src=a.png alt="${alt}">`).join("");

  it("counts concepts up the hierarchy, once for each text, and links to the images", async () => {
    const page = await rendered("concepts", alts("A dog and another dog", "Two poodles", "A teapot"));
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
    const page = await rendered("concepts", alts("A bank", "A teapot"));
    expect(page).toContain("50 % of\nthe time it has others");
    expect(page).toContain("a financial institution that accepts deposits");
    expect(page).toContain("nothing else in WordNet");
  });

  it("reads no other languages, and says how much it left out", async () => {
    const german = `<html lang="de-AT">${alts("Das Gift", "Ein Hut")}`;
    expect(await rendered("concepts", german)).toBe("");
    const page = await rendered("concepts", german, `<html lang="en-GB">${alts("A hat")}`);
    expect(page).toContain("2 texts on pages in other languages were left out");
    expect(page).toContain("1 of 1 alt text names something");
  });

  it("shows no people that aren't marked safe, but says how many there are", async () => {
    const page = await rendered("concepts", alts("A bounder on a horse", "A teacher"));
    expect(page).toContain("1 mention of people is not shown");
    expect(page).not.toMatch(/<b>[^<]*(cad|bounder)<\/b>/);
    expect(page).toMatch(/<b>[^<]*teacher<\/b>/);
  });

  it("skips hidden synsets above what is shown", async () => {
    const page = await rendered("concepts", alts("Portrait of an argonaut", "The archbishop at the altar"));
    expect(page).toMatch(/<b>[^<]*argonaut<\/b>/);
    expect(page).toMatch(/<b>[^<]*archbishop<\/b>/);
    for (const above of ["adventurer", "venturer", "clergyman", "spiritual leader"]) {
      expect(page, above).not.toContain(above);
    }
  });

  it("escapes texts", async () => {
    const page = await rendered("concepts", alts("&lt;script>pwned()&lt;/script> dog"));
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;");
  });
});

describe("optOutChapter", () => {
  it("counts pages by signal, and the pairs of pages that reserve their rights", async () => {
    const page = await rendered(
      "opt-out",
      '<meta name=robots content="noai, noimageai"><img src=a.png alt="One"><img src=a.png alt="Two">',
      '<meta name=robots content="noindex"><img src=a.png alt="Three">',
    );
    expect(page).toContain(row("noai", "1", "50 %"));
    expect(page).toContain(row("noindex", "1", "50 %"));
    expect(page).toContain("1 page with 2 pairs asks not to be used for training");
  });
});

describe("shownPages", () => {
  it("shows the page's content before its metadata, and no more than anyone can read", async () => {
    const metas = '<meta property="og:image" content="m.png">'.repeat(50);
    const html = `${metas}${'<img src=a.png alt="A">'.repeat(50)}<p>`;
    const crawl = readCrawl([htmlFile(html)]);
    await collect(crawl);
    const [shown] = shownPages(crawl.reading);
    const elements = shown!.images.map(({ image }) => image.element);
    expect(elements).toHaveLength(60);
    expect(elements.slice(0, 50).every((element) => element === "img")).toBe(true);
    expect(shown!.images[0]!.id).toBe("page-1-image-1");
  });
});
