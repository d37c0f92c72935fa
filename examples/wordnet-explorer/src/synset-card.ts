import {
  definition,
  examples,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  type Sense,
  type Synset,
  synsetId,
  synsetSenses,
  type Wordnet,
} from "@alt2img/wordnet";
import { wnidOfSynset } from "@alt2img/wordnet/imagenet";
import { type RelationType, relatedSenses, relations, senseRelations } from "@alt2img/wordnet/relations";
import {
  adjectivePosition,
  lemma,
  senseCount,
  senseFrames,
  senseKey,
  senseSynset,
  senseWord,
} from "@alt2img/wordnet/senses";
import { type Child, counted, h } from "./element.js";
import { relationLabel } from "./relation-label.js";

const partNames: Readonly<Record<string, string>> = {
  n: "noun",
  v: "verb",
  a: "adjective",
  s: "adjective",
  r: "adverb",
};
/** Of a long list, so many are shown at once. */
const FIRST = 24;

export type CardOptions = {
  wordnet: Wordnet;
  hrefOf: (synset: Synset) => string;
  isHidden: (synset: Synset) => boolean;
};

/** `noun`, `verb` … */
export function partName(wordnet: Wordnet, synset: Synset): string {
  const letter = partOfSpeech(wordnet, synset);
  return partNames[letter] ?? letter;
}

/** What a synset is: its words, what they mean, how they are used, how it is called elsewhere. */
export function synsetHead({ wordnet }: CardOptions, synset: Synset, notes: readonly Child[]): HTMLElement {
  const [first = synsetId(wordnet, synset), ...others] = lemmas(wordnet, synset);
  const ids = [synsetId(wordnet, synset), wnidOfSynset(wordnet, synset), ili(wordnet, synset)];
  return h(
    "header",
    { class: "head" },
    h(
      "p",
      { class: "kind" },
      h("b", {}, partName(wordnet, synset)),
      ` ${lexicographerFile(wordnet, synset) ?? ""} `,
      ...ids.flatMap((id) => (id === undefined ? [] : [h("code", {}, id), " "])),
    ),
    h(
      "h2",
      { id: "synset-title", tabindex: -1 },
      first,
      ...(others.length > 0 ? [h("small", {}, ` ${others.join(", ")}`)] : []),
    ),
    h("p", { class: "definition" }, definition(wordnet, synset)),
    ...examples(wordnet, synset).map(({ text }) => h("p", { class: "example" }, `“${text}”`)),
    ...notes,
  );
}

/** Each word with its key, its use and its own relations. */
export function wordTable(options: CardOptions, synset: Synset): HTMLElement {
  const { wordnet } = options;
  return h(
    "ul",
    { class: "words" },
    ...synsetSenses(wordnet, synset).map((sense) => {
      const count = senseCount(wordnet, sense);
      const position = adjectivePosition(wordnet, sense);
      const key = senseKey(wordnet, sense);
      return h(
        "li",
        {},
        h("b", {}, lemma(wordnet, senseWord(wordnet, sense))),
        key !== undefined && h("code", {}, key),
        count > 0 && h("span", { class: "soft" }, `met ${counted(count, "time")} in Princeton's texts`),
        position !== undefined && h("span", { class: "soft" }, position),
        ...wordRelations(options, sense),
        ...senseFrames(wordnet, sense).map((frame) => h("span", { class: "frame" }, frame.replaceAll("----", "…"))),
      );
    }),
  );
}

function wordRelations({ wordnet, hrefOf, isHidden }: CardOptions, sense: Sense): HTMLElement[] {
  const types = new Set<RelationType>(senseRelations(wordnet, sense).map(({ type }) => type));
  return [...types].flatMap((type) => {
    const targets = relatedSenses(wordnet, sense, type).filter((each) => !isHidden(senseSynset(wordnet, each)));
    if (targets.length === 0) return [];
    return h(
      "span",
      { class: "lexical" },
      `${relationLabel(type)} `,
      ...targets.flatMap((target, i): Child[] => [
        i > 0 && ", ",
        h("a", { href: hrefOf(senseSynset(wordnet, target)) }, lemma(wordnet, senseWord(wordnet, target))),
      ]),
    );
  });
}

/** All relations of a synset, in both directions, by type; each target is a link. */
export function relationLists({ wordnet, hrefOf, isHidden }: CardOptions, synset: Synset): HTMLElement[] {
  const byType = new Map<RelationType, Synset[]>();
  for (const { type, target } of relations(wordnet, synset)) {
    if (isHidden(target)) continue;
    byType.set(type, [...(byType.get(type) ?? []), target]);
  }
  return [...byType].map(([type, targets]) => {
    const items = targets.map((target) =>
      h(
        "li",
        {},
        h("a", { href: hrefOf(target) }, lemmas(wordnet, target).slice(0, 3).join(", ")),
        h("span", { class: "soft" }, ` ${definition(wordnet, target)}`),
      ),
    );
    const title = [relationLabel(type), " ", h("code", { class: "relation-type" }, type), " "];
    return h(
      "section",
      { class: "relation" },
      h(
        "h4",
        {},
        ...title,
        ...(targets.length > 1 ? [h("span", { class: "soft relation-type" }, counted(targets.length, "synset"))] : []),
      ),
      h("ul", {}, ...items.slice(0, FIRST)),
      items.length > FIRST &&
        h("details", {}, h("summary", {}, `${items.length - FIRST} more`), h("ul", {}, ...items.slice(FIRST))),
    );
  });
}
