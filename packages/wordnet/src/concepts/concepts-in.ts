import { type Lemmatization, lemmatize } from "../forms/lemmatize.js";
import { findSenses, lemmaWords } from "../look-up/find-words.js";
import { senseForms, partOfSpeech as synsetPartOfSpeech } from "../look-up/synset-facts.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import { senseCount, senseSynset } from "../senses/sense-facts.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import { isOnePhrase, type TextWord, textWords } from "./text-words.js";

/** Why a synset was or wasn't chosen for a word. */
export type ConceptReason =
  /** The first sense of the lemma, which in Princeton's WordNet is the most frequent one. */
  | "first-sense"
  /** It is more frequent in tagged texts than the first sense of the other part of speech. */
  | "more-frequent"
  /** The words around it (`a`, `the`, `to`, …) show which part of speech it is. */
  | "context"
  /** The first sense that isn't a name: the text doesn't write the word as one (*crane* isn't Stephen *Crane*). */
  | "not-a-name"
  /** Not chosen: another sense of the same lemma comes first. */
  | "later-sense"
  /** Not chosen: a name, with a capital that the text doesn't have, or has only at the beginning of a sentence. */
  | "name"
  /** Not chosen: the word is read as another part of speech here. */
  | "other-part-of-speech";

/** One reading of a stretch of text. */
export type ConceptReading = { synset: Synset; lemma: string; partOfSpeech: PartOfSpeech; reason: ConceptReason };

/** A stretch of text that names a synset. */
export type Concept = ConceptReading & {
  /** As the text writes it. */
  text: string;
  /** The position in the text, in UTF-16 code units; `end` is exclusive. */
  start: number;
  end: number;
  /** The readings that weren't chosen, the likeliest first. */
  alternatives: ConceptReading[];
};

export type ConceptOptions = {
  /**
   * Only synsets of these; `a` is all adjectives, `s` only their satellites. Default: nouns, verbs, adjectives, adverbs.
   */
  partsOfSpeech?: readonly PartOfSpeech[];
  /** The most words that a lemma can have; each part of a hyphenated word counts. Default 5; longer ones are rare. */
  maxWords?: number;
};

/**
 * Words that WordNet has with another meaning (*a* the letter, *in* the inch), and that don't name a thing in a sentence.
 */
const functionWords: ReadonlySet<string> = new Set(
  "a about above across after against all along am an and any are around as at be because been before behind being below beneath beside between both but by can could did do does doing down during each either else ever every few for from had has have having he her here hers him his how i if in inside into is it its itself just may me might mine more most much must my near neither no nor not of off on once one only onto or other others our ours out outside over own per shall she should so some such than that the their theirs them then there these they this those through to too toward towards under until up upon us very via was we were what when where which while who whom whose why will with within without would you your yours".split(
    " ",
  ),
);

const beforeNoun: ReadonlySet<string> = new Set(
  "a an the this that these those my your his her its our their some any no every each of in on at with by from".split(
    " ",
  ),
);
const beforeVerb: ReadonlySet<string> = new Set(
  "to can could will would shall should may might must is are was were being".split(" "),
);

/**
 * The synsets that a text names, such as an alt text, in the order of the text. At each place it takes the longest lemma of
 * the lexicon (*golden retriever* before *golden*); `lemmatize` finds the lemmas of the words. A hyphenated word is looked
 * up as it is, then with spaces, then by its parts; a possessive without its *’s*. The part of speech follows from the word
 * before it, or otherwise from the frequency. It takes the first sense of that part of speech, but prefers senses in lower
 * case to names (*China*). This is a guess, good for counting over many texts: `alternatives` lists what else each word
 * could mean, and why it wasn't chosen.
 *
 * @example
 * ```ts no-run
 * conceptsIn(wordnet, "Two dogs on a hot dog stand").map(({ text, lemma }) => [text, lemma]);
 * // [["Two", "two"], ["dogs", "dog"], ["hot dog", "hot dog"], ["stand", "stand"]]
 * ```
 */
export function conceptsIn(
  wordnet: Wordnet,
  text: string,
  { partsOfSpeech = ["n", "v", "a", "s", "r"], maxWords = 5 }: ConceptOptions = {},
): Concept[] {
  const words = textWords(text);
  const concepts: Concept[] = [];
  for (let i = 0; i < words.length; ) {
    const before = i > 0 ? words[i - 1]!.text.toLowerCase() : undefined;
    let taken = 1;
    for (const length of phraseLengths(words, i, maxWords)) {
      const concept = conceptAt(wordnet, text, words.slice(i, i + length), { before, partsOfSpeech });
      if (concept === undefined) continue;
      concepts.push(concept);
      taken = length;
      break;
    }
    i += taken;
  }
  return concepts;
}

/** How many words, counting each part of a hyphenated one, a lemma that begins here can have: the longest first. */
function phraseLengths(words: readonly TextWord[], from: number, maxWords: number): number[] {
  const most = Math.min(maxWords, words.length - from);
  const lengths = Array.from({ length: most }, (_, i) => most - i);
  if (!words[from]!.opens) return lengths;
  // A word with more hyphens than that can be a lemma too (jack-in-the-pulpit), but not a part of one.
  let whole = 1;
  while (!words[from + whole - 1]!.closes) whole++;
  return whole > most ? [whole, ...lengths] : lengths;
}

type PhraseContext = { before: string | undefined; partsOfSpeech: readonly PartOfSpeech[] };

/** The concept that a phrase names: as it is written, with spaces for hyphens, and both without the ’s of a possessive. */
function conceptAt(
  wordnet: Wordnet,
  text: string,
  phrase: readonly TextWord[],
  { before, partsOfSpeech }: PhraseContext,
): Concept | undefined {
  if (!isOnePhrase(text, phrase)) return undefined;
  const [first, last] = [phrase[0]!, phrase[phrase.length - 1]!];
  const isPart = phrase.length === 1 && !(first.opens && first.closes);
  // The T of a T-junction isn't the letter.
  if (isPart && first.text.length === 1) return undefined;
  const owned = /['’]s$/i.test(last.text) ? last.end - 2 : last.end;
  for (const end of new Set([last.end, owned])) {
    const stretch = text.slice(first.start, end);
    if (phrase.length === 1 && functionWords.has(stretch.toLowerCase())) return undefined;
    const isName = nameTest(wordnet, stretch, first.beginsSentence);
    const written = stretch.replaceAll("’", "'").replaceAll("\u00a0", " ");
    for (const form of new Set([written, written.replaceAll("-", " ")])) {
      const [best, ...alternatives] = readings(wordnet, form, before, partsOfSpeech, isName);
      if (best !== undefined) return { ...best, text: stretch, start: first.start, end, alternatives };
    }
  }
  return undefined;
}

const upperCase = /\p{Lu}/u;

/**
 * Which senses are names that the text doesn't write as such: those with a capital where `stretch` has none. At the
 * beginning of a sentence a capital means nothing; there, it is the names that never occur in tagged texts.
 */
function nameTest(wordnet: Wordnet, stretch: string, beginsSentence: boolean): (sense: Sense) => boolean {
  const lower = !upperCase.test(stretch);
  if (!lower && !(beginsSentence && !upperCase.test(stretch.slice(1)))) return () => false;
  return (sense) => upperCase.test(senseForms(wordnet, sense)[0] ?? "") && (lower || senseCount(wordnet, sense) === 0);
}

/** What a form can mean, the likeliest first. */
function readings(
  wordnet: Wordnet,
  form: string,
  before: string | undefined,
  partsOfSpeech: readonly PartOfSpeech[],
  isName: (sense: Sense) => boolean,
): ConceptReading[] {
  const sensesOf = ({ lemma, partOfSpeech }: Lemmatization): Sense[] =>
    findSenses(wordnet, lemma, { partOfSpeech }).filter((sense) => isWanted(wordnet, sense, partsOfSpeech));
  const candidates = [...lemmatize(wordnet, form), ...phrasalVerbs(wordnet, form)].filter(
    (candidate) => sensesOf(candidate).length > 0,
  );
  const [preferred, reason] = chooseLemma(wordnet, candidates, before);
  if (preferred === undefined) return [];
  const others = candidates.filter((candidate) => candidate !== preferred);
  const senses = sensesOf(preferred);
  const names = senses.filter(isName);
  // A lemma that has only names (*Paris*) is a name, however it is written.
  const [first, ...later] = names.length < senses.length ? senses.filter((sense) => !names.includes(sense)) : names;
  const read = ({ lemma }: Lemmatization, sense: Sense, why: ConceptReason): ConceptReading => ({
    synset: senseSynset(wordnet, sense),
    lemma,
    partOfSpeech: synsetPartOfSpeech(wordnet, senseSynset(wordnet, sense)),
    reason: why,
  });
  const ofPreferred = [
    ...(first === undefined ? [] : [read(preferred, first, first === senses[0] ? reason : "not-a-name")]),
    ...later.map((sense) => read(preferred, sense, "later-sense")),
    ...(names.length < senses.length ? names.map((sense) => read(preferred, sense, "name")) : []),
  ];
  const rest = others.flatMap((other) =>
    sensesOf(other).map((sense) =>
      read(other, sense, other.partOfSpeech === preferred.partOfSpeech ? "later-sense" : "other-part-of-speech"),
    ),
  );
  const seen = new Set<Synset>();
  return [...ofPreferred, ...rest].filter(({ synset }) => !seen.has(synset) && seen.add(synset));
}

function isWanted(wordnet: Wordnet, sense: Sense, partsOfSpeech: readonly PartOfSpeech[]): boolean {
  const own = synsetPartOfSpeech(wordnet, senseSynset(wordnet, sense));
  return partsOfSpeech.includes(own) || (own === "s" && partsOfSpeech.includes("a"));
}

/** In a verb of several words, the first word is inflected: *took off* is a form of *take off*. */
function phrasalVerbs(wordnet: Wordnet, form: string): Lemmatization[] {
  const space = form.indexOf(" ");
  if (space === -1) return [];
  const [verb, rest] = [form.slice(0, space), form.slice(space)];
  return lemmatize(wordnet, verb, { partOfSpeech: "v" }).flatMap(({ lemma }) => {
    const words = lemma === verb ? [] : lemmaWords(wordnet, lemma + rest, { partOfSpeech: "v" });
    return words.length === 0 ? [] : [{ lemma: lemma + rest.toLowerCase(), partOfSpeech: "v" as const, words }];
  });
}

function chooseLemma(
  wordnet: Wordnet,
  candidates: readonly Lemmatization[],
  before: string | undefined,
): [lemma: Lemmatization | undefined, reason: ConceptReason] {
  const [first, ...others] = candidates;
  if (first === undefined || others.length === 0) return [first, "first-sense"];
  const wanted =
    before === undefined ? undefined : beforeVerb.has(before) ? "v" : beforeNoun.has(before) ? "n" : undefined;
  const fitting = wanted === undefined ? [] : candidates.filter(({ partOfSpeech }) => partOfSpeech === wanted);
  const choice = mostFrequent(wordnet, fitting.length > 0 ? fitting : candidates);
  if (fitting.length > 0 && fitting.length < candidates.length) return [choice, "context"];
  return [choice, "more-frequent"];
}

/** The lemma whose senses are the most frequent; among equals the first one: nouns come before verbs. */
function mostFrequent(wordnet: Wordnet, candidates: readonly Lemmatization[]): Lemmatization {
  const usesOf = ({ lemma, partOfSpeech }: Lemmatization): number =>
    findSenses(wordnet, lemma, { partOfSpeech }).reduce((sum, sense) => sum + senseCount(wordnet, sense), 0);
  return candidates.reduce((best, each) => (usesOf(each) > usesOf(best) ? each : best));
}
