import { type Synset, synsetByOffset, synsetId, type Wordnet } from "@alt2img/wordnet";

/** ImageNet's name of a noun of Princeton 3.0: `n` and its offset. */
export function wnid(wordnet: Wordnet, synset: Synset): string | undefined {
  const id = synsetId(wordnet, synset);
  return id.endsWith("-n") ? `n${id.slice(0, 8)}` : undefined;
}

export function synsetByWnid(wordnet: Wordnet, id: string): Synset | undefined {
  return /^n\d{8}$/.test(id) ? synsetByOffset(wordnet, Number(id.slice(1)), "n") : undefined;
}
