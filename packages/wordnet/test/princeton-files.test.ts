import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import {
  definition,
  examples,
  findSynset,
  ili,
  lemmas,
  loadDefinitions,
  loadWordNet,
  synsetId,
  type Wordnet,
} from "@alt2img/wordnet";
import { compileWordNet, parseIliMap } from "@alt2img/wordnet/compile";
import { lemmatize } from "@alt2img/wordnet/forms";
import { relatedSenses } from "@alt2img/wordnet/relations";
import { adjectivePosition, findSenses, senseById, senseCount, senseFrames, senseKey } from "@alt2img/wordnet/senses";
import { describe, expect, test } from "vitest";
import { smallDict } from "./small-world.js";

const filesOf = (changes: Record<string, string> = {}): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries({ ...smallDict, ...changes }).map(([name, text]) => [name, new TextEncoder().encode(text)]),
  );

async function load(changes: Record<string, string> = {}): Promise<{ wn: Wordnet; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const wn = await loadWordNet({ files: filesOf(changes) }, { onDiagnostic: (each) => diagnostics.push(each) });
  return { wn, diagnostics };
}

test("a small dict folder", async () => {
  const { wn, diagnostics } = await load();
  expect(diagnostics).toEqual([]);
  expect(wn.counts).toEqual({ forms: 6, words: 6, senses: 6, synsets: 5 });
  const dog = findSynset(wn, "00000200-n")!;
  expect(lemmas(wn, dog)).toEqual(["dog", "hound"]);
  expect(examples(wn, findSynset(wn, "animal.n.01")!)).toEqual([{ text: "animals live" }]);
  expect(senseCount(wn, senseById(wn, "dog%1:05:00::")!)).toBe(12);
  expect(senseKey(wn, findSenses(wn, "nice")[0]!)).toBe("nice%5:00:00:good:00");
  expect(adjectivePosition(wn, findSenses(wn, "good")[0]!)).toBe("attributive");
  expect(senseFrames(wn, findSenses(wn, "bark")[0]!)).toEqual(["Somebody ----s"]);
  expect(relatedSenses(wn, findSenses(wn, "bark")[0]!, "derivation")).toEqual(findSenses(wn, "dog"));
  expect(lemmatize(wn, "doggies").map((found) => found.lemma)).toEqual(["dog"]);
});

describe("bad lines are left out, named, and the rest is read", () => {
  test.each([
    ["data.noun", "0000010 03 n 01 x 0 000 | y\n", /data\.noun, line 1: the offset is “0000010”/],
    ["data.noun", "00000100 99 n 01 x 0 000 | y\n", /lexicographer file/],
    ["data.noun", "00000100 03 q 01 x 0 000 | y\n", /synset type/],
    ["data.noun", "00000100 03 n 05 x 0 000 | y\n", /word 2 of 5|pointers|word/],
    ["data.noun", "00000100 03 n 01 x 0 002 @ 00000200 n 0000 | y\n", /pointer 2 of 2/],
    ["data.noun", "00000100 03 n 01 x 0 000 rest | y\n", /“rest” is before the gloss/],
    ["data.noun", "00000100 03 v 01 x 0 000 | y\n", /a synset of type v/],
    ["index.verb", "bark v 3 1 + 3 0 00000300\n", /index\.verb, line 1/],
    ["noun.exc", "doggies\n", /noun\.exc, line 1/],
    ["index.sense", "dog%1:05:00::\n", /index\.sense, line 1/],
  ])("%s %j", async (name, line, message) => {
    const { wn, diagnostics } = await load({ [name]: line });
    expect(diagnostics.some((each) => message.test(each.message))).toBe(true);
    expect(diagnostics.every(({ code }) => code.startsWith("wordnet/"))).toBe(true);
    expect(findSynset(wn, "00000400-a")).toBeDefined();
  });
});

test("an incomplete folder is an error", async () => {
  const { "data.adv": _, ...files } = filesOf();
  const error = await loadWordNet({ files }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "wordnet/princeton-files", message: expect.stringContaining("data.adv") });
});

test("definitions can be separate, and fit only their own lexicon", async () => {
  const { lexicon, definitions } = await compileWordNet({ files: filesOf() }, { definitions: "apart" });
  const wn = await loadWordNet(lexicon);
  const dog = findSynset(wn, "dog.n.01")!;
  expect(() => definition(wn, dog)).toThrow(Alt2imgError);
  const withTexts = await loadDefinitions(wn, definitions!);
  expect(definition(withTexts, dog)).toBe("tame");
  const other = await loadWordNet({ files: filesOf({ "noun.exc": "" }) });
  await expect(loadDefinitions(other, definitions!)).rejects.toMatchObject({ code: "wordnet/other-definitions" });
  await expect(loadWordNet(definitions!)).rejects.toMatchObject({ code: "wordnet/definitions-alone" });
});

test("ILI ids come from a map", async () => {
  const map = parseIliMap("i7\t00000200-n\ni8\t00000500-s\n");
  const wn = await loadWordNet({ files: filesOf() }, { ili: map });
  expect(ili(wn, findSynset(wn, "dog.n.01")!)).toBe("i7");
  expect(synsetId(wn, findSynset(wn, "i8")!)).toBe("00000500-s");
  expect(() => parseIliMap("7 x")).toThrow(/Line 1/);
});
