import { type Caption, domainOfCaption, type PlaceOf, type TermSets } from "./caption.js";
import { nameFinder } from "./name-finder.js";
import { type ReadCaptionsOptions, readCaptions } from "./read-captions.js";

export type CountTogetherOptions<C extends Caption = Caption> = ReadCaptionsOptions & {
  /** Terms for groups of people, or whatever else is to be compared. */
  readonly groups: TermSets;
  /** Terms for occupations, adjectives, concepts … */
  readonly attributes: TermSets;
  /** Default: the host name of `pageUrl`. */
  readonly placeOf?: PlaceOf<C> | undefined;
  /** How many captions are kept for each pair of a group and an attribute: the first ones. Default 3. */
  readonly examples?: number | undefined;
};

/** In how many captions a term of a set occurs. */
export type NamedCount = { readonly name: string; readonly captions: number };

/** In how many captions of a place. */
export type PlaceCount = { readonly place: string; readonly captions: number };

/** In how many captions a group and an attribute occur together. Pairs that never do are left out. */
export type PairCount = {
  readonly group: string;
  readonly attribute: string;
  readonly captions: number;
  /** Where those captions are from, the largest first. Captions without a place are in none. */
  readonly places: readonly PlaceCount[];
  readonly examples: readonly string[];
};

/** What was counted in captions. Plain data. */
export type TermCounts = {
  /** How many captions were read; those without a text don't count. */
  readonly captions: number;
  readonly groups: readonly NamedCount[];
  readonly attributes: readonly NamedCount[];
  readonly pairs: readonly PairCount[];
};

/** Further places of a pair are counted as one, since a crawl can name any number of them. */
const MAX_PLACES = 1000;

/** Under which name they are counted. */
export const OTHER_PLACES = "(other places)";

/** In code units: a hostile caption can have a megabyte. */
const EXAMPLE_LENGTH = 300;

type Tally = { captions: number; places: Map<string, number>; examples: string[] };

/**
 * Counts in how many captions terms for groups and terms for attributes occur, alone and together. A caption counts once, however
 * often it names them. It takes time in proportion to the captions' length, however many terms there are.
 *
 * Terms are as for `termFinder` of `@alt2img/core/terms`: whole words; the longest counts. `termsBelow` of
 * `@alt2img/wordnet/terms` widens them. A caption that names a woman and a nurse needn't call the woman a nurse.
 *
 * @param captions texts, `ImageTextPair`s, or rows of a dataset
 * @throws Alt2imgError `bias/sets` if there is no set or an empty one; `core/term`; the signal's reason
 */
export async function countTogether<C extends Caption>(
  captions: AsyncIterable<C> | Iterable<C>,
  { groups, attributes, placeOf = domainOfCaption, examples = 3, ...options }: CountTogetherOptions<C>,
): Promise<TermCounts> {
  const [groupFinder, attributeFinder] = [nameFinder(groups, "groups"), nameFinder(attributes, "attributes")];
  const inGroups = groupFinder.names.map(() => 0);
  const inAttributes = attributeFinder.names.map(() => 0);
  const together = new Map<number, Tally>();
  let read = 0;
  await readCaptions(captions, options, (text, caption) => {
    read++;
    const { found: ofGroups } = groupFinder.find(text);
    const { found: ofAttributes } = attributeFinder.find(text);
    for (const g of ofGroups) inGroups[g]!++;
    for (const a of ofAttributes) inAttributes[a]!++;
    for (const g of ofGroups) {
      for (const a of ofAttributes) {
        const key = g * inAttributes.length + a;
        const tally: Tally = together.get(key) ?? { captions: 0, places: new Map(), examples: [] };
        together.set(key, tally);
        tally.captions++;
        if (tally.examples.length < examples) tally.examples.push(shortened(text));
        countPlace(tally.places, placeOf(caption));
      }
    }
  });
  const named = (names: readonly string[], counts: readonly number[]): NamedCount[] =>
    names.map((name, i) => ({ name, captions: counts[i]! }));
  const pairs = [...together]
    .sort(([a], [b]) => a - b)
    .map(([key, tally]) => ({
      group: groupFinder.names[Math.floor(key / inAttributes.length)]!,
      attribute: attributeFinder.names[key % inAttributes.length]!,
      captions: tally.captions,
      places: [...tally.places]
        .map(([place, count]) => ({ place, captions: count }))
        .sort((a, b) => b.captions - a.captions),
      examples: tally.examples,
    }));
  return {
    captions: read,
    groups: named(groupFinder.names, inGroups),
    attributes: named(attributeFinder.names, inAttributes),
    pairs,
  };
}

function countPlace(places: Map<string, number>, place: string | undefined): void {
  if (place === undefined) return;
  const name = places.has(place) || places.size < MAX_PLACES ? place : OTHER_PLACES;
  places.set(name, (places.get(name) ?? 0) + 1);
}

const shortened = (text: string): string => (text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH)}…` : text);
