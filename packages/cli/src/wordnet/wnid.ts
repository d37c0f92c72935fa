import { type Synset, synsetByOffset, type Wordnet } from "@alt2img/wordnet";

/** The synset of Princeton 3.0 with an id of ImageNet's (`n02084071`: letter and offset). */
export function synsetByWnid(wordnet: Wordnet, wnid: string): Synset | undefined {
  const offset = /^n(\d{8})$/.exec(wnid)?.[1];
  return offset === undefined ? undefined : synsetByOffset(wordnet, Number(offset), "n");
}
