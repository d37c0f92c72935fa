import { definition, findSynsets, lemmas, synsetId } from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { expect, test } from "vitest";

test("Princeton's WordNet loads from the package, in Node and in a browser", async () => {
  const princeton = await wordnet();
  const [dog] = findSynsets(princeton, "dog", { partOfSpeech: "n" });
  expect(synsetId(princeton, dog!)).toBe("02084071-n");
  expect(lemmas(princeton, dog!)).toContain("Canis familiaris");
  expect(definition(princeton, dog!)).toMatch(/domesticated by man/);
});

test("a missing file is an error that says where it was looked for", async () => {
  const missing = wordnet({ baseUrl: new URL("nowhere/", import.meta.url) });
  await expect(missing).rejects.toMatchObject({ code: expect.stringMatching(/^wordnet\//) });
});
