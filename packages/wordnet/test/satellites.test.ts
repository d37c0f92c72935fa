import { findSynset, findSynsets, loadWordNet, partOfSpeech, synsetByOffset, synsetId } from "@alt2img/wordnet";
import { lemmatize, synsetsOfForm } from "@alt2img/wordnet/forms";
import { wordnet } from "@alt2img/wordnet/princeton";
import { findSenses, findWords, lemma, senseSynset } from "@alt2img/wordnet/senses";
import { leaves, roots, taxonomy } from "@alt2img/wordnet/taxonomy";
import { describe, expect, test } from "vitest";
import { smallDict } from "./small-world.js";

const princeton = await wordnet({ definitions: false });
const small = await loadWordNet({
  files: Object.fromEntries(Object.entries(smallDict).map(([name, text]) => [name, new TextEncoder().encode(text)])),
});

describe("the part of speech `s` is only satellites, `a` all adjectives (NLTK 3.10)", () => {
  // `wordnet.synsets(form, pos)` of NLTK 3.10.4 on WordNet 3.0: how many it gives for `a` and for `s`.
  test.each([
    ["good", 21, 19],
    ["big", 13, 12],
    ["able", 4, 3],
    ["huge", 1, 1],
    ["sad", 3, 2],
    ["dead", 17, 15],
    ["dog", 0, 0],
  ])("%s: %i adjectives, %i of them satellites", (form, adjectives, satellites) => {
    const [all, own] = (["a", "s"] as const).map((letter) => findSynsets(princeton, form, { partOfSpeech: letter }));
    expect([all!.length, own!.length]).toEqual([adjectives, satellites]);
    expect(own).toEqual(all!.filter((synset) => partOfSpeech(princeton, synset) === "s"));
    expect(synsetsOfForm(princeton, form, { partOfSpeech: "s" })).toEqual(own);
    const senses = findSenses(princeton, form, { partOfSpeech: "s" });
    expect(senses.map((sense) => senseSynset(princeton, sense))).toEqual(own);
  });

  test("in every look-up that takes a part of speech", () => {
    const good = findSynset(small, "good.a.01")!;
    const nice = findSynset(small, "nice.s.01")!;
    expect(findWords(small, "good", { partOfSpeech: "s" })).toEqual([]);
    expect(findWords(small, "nice", { partOfSpeech: "s" }).map((word) => lemma(small, word))).toEqual(["nice"]);
    expect(findWords(small, "nice", { partOfSpeech: "a" })).toHaveLength(1);
    expect(lemmatize(small, "nicer", { partOfSpeech: "s" })).toMatchObject([{ lemma: "nice", partOfSpeech: "s" }]);
    expect(lemmatize(small, "gooder", { partOfSpeech: "s" })).toEqual([]);
    expect(lemmatize(small, "gooder", { partOfSpeech: "a" })).toMatchObject([{ lemma: "good", partOfSpeech: "a" }]);
    const tree = taxonomy(small);
    expect(roots(tree, "s")).toEqual([nice]);
    expect(leaves(tree, "s")).toEqual([nice]);
    expect(roots(tree, "a")).toEqual([good, nice]);
    expect(synsetByOffset(small, 400, "s")).toBeUndefined();
    expect(synsetByOffset(small, 500, "s")).toBe(nice);
    expect(synsetByOffset(small, 500, "a")).toBe(nice);
    expect(synsetId(small, findSynset(small, "00000500-a")!)).toBe("00000500-s");
  });
});
