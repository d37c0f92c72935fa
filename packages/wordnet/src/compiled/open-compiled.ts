import { Alt2imgError } from "@alt2img/core";
import type { LexiconInfo } from "../lexicon-info.js";
import type { Wordnet } from "../wordnet.js";
import { type Container, damaged, readContainer } from "./container.js";

/** More rows than any lexicon has, but few enough that everything made from them fits into memory. */
const MAX_ROWS = 2 ** 24;

type Counts = Wordnet["counts"];

/**
 * Opens a compiled WordNet: the checksum is verified, nothing is parsed. Indices are compared with their limits when a column
 * is first used.
 *
 * @throws Alt2imgError as `readContainer`; `wordnet/damaged` also when columns contradict each other
 */
export function openCompiled(bytes: Uint8Array): Wordnet {
  const container = readContainer(bytes);
  const { lexicons, counts } = checkedMeta(container);
  // Columns are views with elements of 2 and 4 bytes, so they must be aligned.
  return { lexicons, counts, bytes: bytes.byteOffset % 8 === 0 ? bytes : bytes.slice() };
}

/**
 * The same WordNet with its definitions and examples, from a separate file that `compileWordNet` wrote.
 *
 * @throws Alt2imgError `wordnet/other-definitions` when they belong to another lexicon; as `openCompiled`
 */
export function addDefinitions(wordnet: Wordnet, bytes: Uint8Array): Wordnet {
  const { meta } = readContainer(bytes);
  const checksum = new DataView(wordnet.bytes.buffer, wordnet.bytes.byteOffset).getUint32(12, true);
  if (meta["kind"] !== "definitions" || meta["of"] !== checksum) {
    throw new Alt2imgError(
      "wordnet/other-definitions",
      "These aren't the definitions of this WordNet. Use the two files that were compiled together.",
    );
  }
  return { ...wordnet, definitionBytes: bytes.byteOffset % 8 === 0 ? bytes : bytes.slice() };
}

function checkedMeta({ meta }: Container): { lexicons: LexiconInfo[]; counts: Counts } {
  if (meta["kind"] === "definitions") {
    throw new Alt2imgError(
      "wordnet/definitions-alone",
      "These are definitions without their lexicon. Load the lexicon first, then pass these to `loadDefinitions`.",
    );
  }
  const { lexicons, kinds, frames, files } = meta;
  const counts = meta["counts"] as Partial<Counts> | undefined;
  const { forms, words, senses, synsets } = counts ?? {};
  if (!isCount(forms) || !isCount(words) || !isCount(senses) || !isCount(synsets)) {
    throw damaged("its description has no numbers of rows");
  }
  if (![lexicons, kinds, frames, files].every(Array.isArray)) throw damaged("its description is incomplete");
  return { lexicons: lexicons as LexiconInfo[], counts: { forms, words, senses, synsets } };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_ROWS;
}
