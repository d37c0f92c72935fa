/** What `alt2img-synset-graph` says. Counts come as the language writes them, after the number itself. */
export type SynsetGraphMessages = {
  readonly search: string;
  readonly found: (count: number) => string;
  readonly nothing: (text: string) => string;
  /** By WordNet's letter. */
  readonly partsOfSpeech: Readonly<Record<string, string>>;
  readonly graph: (name: string) => string;
  /** How a synset of the drawing relates to the one in the middle. */
  readonly roles: { readonly above: string; readonly focus: string; readonly below: string };
  readonly more: (count: number, written: string) => string;
  readonly caption: string;
  readonly related: string;
  /** As the middle of a sentence from the synset to its targets, by the names of the Global WordNet formats. */
  readonly relations: Readonly<Record<string, string>>;
  readonly table: (name: string) => string;
  readonly columns: { readonly relation: string; readonly synset: string; readonly words: string };
  readonly meaning: string;
  readonly described: (name: string, above: string, below: string) => string;
  readonly noneAbove: string;
  readonly noneBelow: string;
  readonly rightAbove: (names: string) => string;
  readonly rightBelow: (count: number, written: string, names: string) => string;
};

export const synsetGraphEn: SynsetGraphMessages = {
  search: "Search WordNet for a word",
  found: (count) => (count === 1 ? "1 sense is found." : `${count} senses are found.`),
  nothing: (text) => `WordNet has no word like “${text}”.`,
  partsOfSpeech: { n: "noun", v: "verb", a: "adjective", s: "adjective", r: "adverb" },
  graph: (name) => `${name}, what it is a kind of, and its kinds`,
  roles: { above: "above", focus: "in the middle", below: "below" },
  more: (_, written) => `${written} more`,
  caption:
    "Each box is a synset: words with the same meaning. Above is what it is a kind of, up to the root; below are its kinds. Click a box, or press Enter, to put it in the middle; the arrow keys walk along the lines. A dashed line leads to an instance, such as a city; a dotted one to a second thing that something is a kind of.",
  related: "Other relations",
  relations: {
    hypernym: "is a kind of",
    hyponym: "its kinds",
    instance_hypernym: "is an instance of",
    instance_hyponym: "its instances",
    mero_part: "its parts",
    holo_part: "is part of",
    mero_member: "its members",
    holo_member: "is a member of",
    mero_substance: "is made of",
    holo_substance: "makes up",
    similar: "is similar to",
    also: "see also",
    attribute: "attribute",
    entails: "entails",
    is_entailed_by: "is entailed by",
    causes: "causes",
    is_caused_by: "is caused by",
    domain_topic: "belongs to the topic",
    has_domain_topic: "terms of this topic",
    domain_region: "belongs to the region",
    has_domain_region: "terms of this region",
    exemplifies: "is an example of",
    is_exemplified_by: "is exemplified by",
    antonym: "is the opposite of",
    derivation: "is in the same word family as",
    pertainym: "pertains to",
    participle: "is a participle of",
  },
  table: (name) => `All relations of ${name}, as a table`,
  columns: { relation: "Relation", synset: "Synset", words: "Words" },
  meaning: "Meaning",
  described: (name, above, below) => `${name}. ${above} ${below}`,
  noneAbove: "Nothing is above it.",
  noneBelow: "It has no kinds.",
  rightAbove: (names) => `It is a kind of ${names}.`,
  rightBelow: (count, written, names) =>
    count === 1 ? `Below it: ${names}.` : `${written} below it, such as ${names}.`,
};
