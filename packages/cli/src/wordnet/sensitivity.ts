import { isA, type Synset, type Taxonomy } from "@alt2img/wordnet";
import { imageNetSynsets, PERSON_WNID, synsetOfWnid } from "@alt2img/wordnet/imagenet";

/**
 * Says of a synset of any lexicon with ILI whether it is shown only to who asked for it: a person, but for *person*
 * itself and those that Yang et al. 2020 marked safe.
 *
 * @see https://arxiv.org/abs/1912.07726
 */
export function sensitivityOf(taxonomy: Taxonomy): (synset: Synset) => boolean {
  const { wordnet } = taxonomy;
  const marked = (mark: "safe" | "unsafe"): ReadonlySet<Synset> =>
    new Set(
      imageNetSynsets().flatMap(({ wnid, personMark }) =>
        personMark === mark ? (synsetOfWnid(wordnet, wnid) ?? []) : [],
      ),
    );
  const [safe, unsafe] = [marked("safe"), marked("unsafe")];
  const person = synsetOfWnid(wordnet, PERSON_WNID);
  return (synset) => {
    if (unsafe.has(synset)) return true;
    if (synset === person || safe.has(synset)) return false;
    return person !== undefined && isA(taxonomy, synset, person);
  };
}
