import { Alt2imgError, crc32 } from "@alt2img/core";
import { fuzzParameters } from "@alt2img/testing/node";
import { definition, findSynsets, loadWordNet, type Synset, synsetId } from "@alt2img/wordnet";
import { relations } from "@alt2img/wordnet/relations";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mutate, mutations, smallDict, smallXml } from "./small-world.js";

/** Uses everything that was loaded; only an `Alt2imgError` may come. */
async function use(bytes: Uint8Array): Promise<void> {
  try {
    const wn = await loadWordNet(bytes);
    for (let row = 0; row < Math.min(wn.counts.synsets, 50); row++) {
      synsetId(wn, row as Synset);
      definition(wn, row as Synset);
      relations(wn, row as Synset);
    }
    findSynsets(wn, "dog");
    taxonomy(wn);
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
  }
}

test("a compiled file with a change anywhere is refused", async () => {
  const { bytes } = await loadWordNet(new TextEncoder().encode(smallXml));
  await fc.assert(
    fc.asyncProperty(mutations(bytes.length), async (changes) => {
      const changed = mutate(bytes, changes);
      if (Buffer.compare(changed, bytes) === 0) return;
      await expect(loadWordNet(changed)).rejects.toBeInstanceOf(Alt2imgError);
    }),
    fuzzParameters(2000),
  );
});

test("one with a forged checksum can't do harm", async () => {
  const { bytes } = await loadWordNet(new TextEncoder().encode(smallXml));
  await fc.assert(
    fc.asyncProperty(mutations(bytes.length), async (changes) => {
      const changed = mutate(bytes, changes);
      if (changed.length > 16) new DataView(changed.buffer).setUint32(12, crc32(changed.subarray(16)), true);
      await use(changed);
    }),
    fuzzParameters(2000),
  );
});

test("changed XML is an error or a lexicon", async () => {
  const bytes = new TextEncoder().encode(smallXml);
  await fc.assert(
    fc.asyncProperty(mutations(bytes.length), async (changes) => use(mutate(bytes, changes))),
    fuzzParameters(1000),
  );
});

test("changed database files are an error or a lexicon", async () => {
  const names = Object.keys(smallDict);
  const encoder = new TextEncoder();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), mutations(300), async (name, changes) => {
      const files = Object.fromEntries(
        Object.entries(smallDict).map(([each, text]) => {
          const bytes = encoder.encode(text);
          return [each, each === name ? mutate(bytes, changes) : bytes];
        }),
      );
      try {
        await use((await loadWordNet({ files })).bytes);
      } catch (error) {
        if (!(error instanceof Alt2imgError)) throw error;
      }
    }),
    fuzzParameters(1000),
  );
});
