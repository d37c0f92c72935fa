// Lists of terms: plurals as English writes them, and no terms that mostly mean something else.
import { findSynset, lemmas, type Synset, type Wordnet } from "@alt2img/wordnet";
import { lemmatize } from "@alt2img/wordnet/forms";
import { wordnet } from "@alt2img/wordnet/princeton";
import { hyponymClosure, type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { pluralForms, type TermsBelow, type TermsBelowOptions, termsBelow } from "@alt2img/wordnet/terms";
import { beforeAll, expect, it } from "vitest";

let wn: Wordnet;
let nouns: Taxonomy;

beforeAll(async () => {
  wn = await wordnet({ definitions: false });
  nouns = taxonomy(wn, { instances: false });
});

const synset = (name: string): Synset => findSynset(wn, name)!;
const below = (name: string, options?: TermsBelowOptions): TermsBelow => termsBelow(nouns, synset(name), options);
const terms = (found: TermsBelow): string[] => found.synsets.flatMap((each) => each.terms);

it.each([
  ["nurse", ["nurses"]],
  ["boss", ["bosses"]],
  ["lady", ["ladies"]],
  ["boy", ["boys"]],
  ["coach", ["coaches"]],
  ["child", ["children"]],
  ["woman", ["women"]],
  ["wife", ["wives"]],
  ["fireman", ["firemen"]],
  ["human", ["humans"]],
  ["German", ["Germans"]],
  ["police woman", ["police women"]],
  ["right-hand man", ["right-hand men"]],
  ["heart surgeon", ["heart surgeons"]],
])("the plural of %s", (noun, plurals) => {
  expect(pluralForms(wn, noun)).toEqual(plurals);
});

it("leads every plural of a worker back to its noun", () => {
  const workers = [synset("worker.n.01"), ...hyponymClosure(nouns, synset("worker.n.01"))];
  const all = workers.flatMap((each) => lemmas(wn, each));
  const lost = all.filter((noun) =>
    pluralForms(wn, noun).some((form) => {
      const bases = lemmatize(wn, form, { partOfSpeech: "n" }).map(({ lemma }) => lemma.toLowerCase());
      return !bases.includes(noun.toLowerCase());
    }),
  );
  expect(all.length).toBeGreaterThan(1400);
  // Of several words, where Morphy knows no exceptions.
  expect(lost.filter((noun) => !/[ -]/.test(noun))).toEqual([]);
});

it("has a synset's terms and those below it", () => {
  const found = terms(below("health_professional.n.01"));
  expect(found).toEqual(expect.arrayContaining(["health professional", "nurse", "nurses", "physician", "surgeons"]));
  expect(new Set(found).size).toBe(found.length);
});

it("leaves out and lists terms with a commoner meaning", () => {
  const found = below("worker.n.01", { sensitive: true });
  expect(found.ambiguous).toEqual(expect.arrayContaining(["model", "hand", "processor"]));
  expect(terms(found)).toEqual(expect.arrayContaining(["gardener", "cooks", "pilot"]));
  expect(terms(found)).not.toContain("hand");
  expect(terms(below("worker.n.01", { sensitive: true, ambiguous: true }))).toContain("hand");
  expect(below("peer.n.01", { depth: 0 })).toMatchObject({ ambiguous: ["equal", "match"] });
});

it("shows sensitive persons only on request, but always what was asked for", () => {
  const shown = below("woman.n.01");
  const all = below("woman.n.01", { sensitive: true });
  expect(terms(shown).slice(0, 4)).toEqual(["woman", "women", "adult female", "adult females"]);
  expect(shown.hidden).toBeGreaterThan(50);
  expect(all.hidden).toBe(0);
  expect(all.synsets.length).toBeGreaterThan(shown.synsets.length + 50);
});

it("goes as deep as asked", () => {
  expect(below("health_professional.n.01", { depth: 0, plurals: false }).synsets).toHaveLength(1);
  const one = terms(below("health_professional.n.01", { depth: 1, plurals: false }));
  expect(one).toContain("nurse");
  expect(one).not.toContain("surgeon");
});
