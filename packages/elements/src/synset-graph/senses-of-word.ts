import { lemmas, type Synset, type Wordnet } from "@alt2img/wordnet";
import { synsetsOfForm } from "@alt2img/wordnet/forms";

/** The synsets of a word as people write it: first those that have it in this spelling, so that *crane* comes before the constellation *Crane*. */
export function sensesOfWord(wordnet: Wordnet, word: string): Synset[] {
  const rank = (synset: Synset): number => (lemmas(wordnet, synset).includes(word) ? 0 : 1);
  return synsetsOfForm(wordnet, word).sort((a, b) => rank(a) - rank(b));
}
