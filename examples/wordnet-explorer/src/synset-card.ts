import { relationLabel } from "@alt2img/elements/synset-graph/relations";
import { type Child, counted, h } from "@alt2img/example-shared/element";
import type { PartOfSpeech } from "@alt2img/wordnet";
import type { SenseEntry, SynsetEntry } from "@alt2img/wordnet/entry";

const partNames: Partial<Record<PartOfSpeech, string>> = {
  n: "noun",
  v: "verb",
  a: "adjective",
  s: "adjective",
  r: "adverb",
};
/** How many items of a long list are shown at first. */
const FIRST = 24;

/** Where a link to the synset with this id goes. */
export type HrefOf = (id: string) => string;

/** `noun`, `verb` … */
export function partName(letter: PartOfSpeech): string {
  return partNames[letter] ?? letter;
}

/**
 * A synset: its words, what they mean, how they are used, and its ids elsewhere.
 *
 * @param wnid its id in ImageNet, if it has one
 */
export function synsetHead(entry: SynsetEntry, wnid: string | undefined, notes: readonly Child[]): HTMLElement {
  const [first = entry.id, ...others] = entry.lemmas;
  const ids = [entry.id, wnid, entry.ili];
  return h(
    "header",
    { class: "head" },
    h(
      "p",
      { class: "kind" },
      h("b", {}, partName(entry.partOfSpeech)),
      ` ${entry.lexicographerFile ?? ""} `,
      ...ids.flatMap((id) => (id === undefined ? [] : [h("code", {}, id), " "])),
    ),
    h(
      "h2",
      { id: "synset-title", tabindex: -1 },
      first,
      ...(others.length > 0 ? [h("small", {}, ` ${others.join(", ")}`)] : []),
    ),
    h("p", { class: "definition" }, entry.definition ?? ""),
    ...entry.examples.map((text) => h("p", { class: "example" }, `“${text}”`)),
    ...notes,
  );
}

/** Each word with its key, how often it is used, and its own relations. */
export function wordTable(entry: SynsetEntry, hrefOf: HrefOf): HTMLElement {
  return h(
    "ul",
    { class: "words" },
    ...entry.senses.map((sense) => {
      const { lemma, senseKey, count, adjectivePosition, frames = [] } = sense;
      return h(
        "li",
        {},
        h("b", {}, lemma),
        senseKey !== undefined && h("code", {}, senseKey),
        count !== undefined && h("span", { class: "soft" }, `found ${counted(count, "time")} in Princeton's texts`),
        adjectivePosition !== undefined && h("span", { class: "soft" }, adjectivePosition),
        ...wordRelations(entry, sense, hrefOf),
        ...frames.map((frame) => h("span", { class: "frame" }, frame.replaceAll("----", "…"))),
      );
    }),
  );
}

function wordRelations({ senseRelations }: SynsetEntry, { lemma }: SenseEntry, hrefOf: HrefOf): HTMLElement[] {
  const own = senseRelations.filter((relation) => relation.lemma === lemma && relation.targetLemma !== undefined);
  return [...new Set(own.map(({ type }) => type))].map((type) =>
    h(
      "span",
      { class: "lexical" },
      `${relationLabel(type)} `,
      ...own
        .filter((relation) => relation.type === type)
        .flatMap(({ target, targetLemma }, i): Child[] => [
          i > 0 && ", ",
          h("a", { href: hrefOf(target) }, targetLemma),
        ]),
    ),
  );
}

/** All relations of a synset, in both directions, by type; each target is a link. */
export function relationLists({ relations }: SynsetEntry, hrefOf: HrefOf): HTMLElement[] {
  return Object.entries(relations).map(([type, targets]) => {
    const items = targets.map(({ id, lemmas, definition = "" }) =>
      h(
        "li",
        {},
        h("a", { href: hrefOf(id) }, lemmas.slice(0, 3).join(", ")),
        h("span", { class: "soft" }, ` ${definition}`),
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
