import { lemmas, type Synset, type Taxonomy } from "@alt2img/wordnet";
import { imageNetSynset, isSensitive, personMarkSource, wnidOfSynset } from "@alt2img/wordnet/imagenet";
import { type Child, h } from "./element.js";

/** Says of a synset whether it is shown only to who asked for it: a person that is not marked safe. */
export function sensitivityOf(taxonomy: Taxonomy): (synset: Synset) => boolean {
  const known = new Map<Synset, boolean>();
  return (synset) => {
    let sensitive = known.get(synset);
    if (sensitive === undefined) {
      const wnid = wnidOfSynset(taxonomy.wordnet, synset);
      sensitive = wnid !== undefined && isSensitive(taxonomy, wnid);
      known.set(synset, sensitive);
    }
    return sensitive;
  };
}

/** In the place of a synset that is hidden. */
export function hiddenNote({ wordnet }: Taxonomy, synset: Synset, showHref: string): HTMLElement {
  const isMarked = imageNetSynset(wnidOfSynset(wordnet, synset) ?? "")?.personMark === "unsafe";
  return h(
    "article",
    { class: "nothing" },
    h("h2", { tabindex: -1 }, "Hidden unless you ask for it"),
    h(
      "p",
      { class: "note warning" },
      `This sense of “${lemmas(wordnet, synset)[0]}” is a person that ${isMarked ? "is marked unsafe" : "nobody marked safe"} by those who looked through ImageNet’s persons: among them are slurs, and much that no picture can tell. `,
      source(),
    ),
    h("p", {}, h("a", { href: showHref }, "Show what is hidden")),
  );
}

/** Under lists in which something is hidden. */
export function hiddenCount(text: string, showHref: string): HTMLElement {
  return h("p", { class: "note" }, `${text} `, source(), " ", h("a", { href: showHref }, "Show them"));
}

/** While what is hidden otherwise is shown. */
export function shownNote(hideHref: string): HTMLElement {
  return h(
    "p",
    { class: "note warning" },
    "Persons that are marked unsafe, or not marked safe, are shown. ",
    source(),
    " ",
    h("a", { href: hideHref }, "Hide them"),
  );
}

function source(): Child & Node {
  return h("cite", {}, `(${personMarkSource.paper.split(":")[0]} 2020.)`);
}
