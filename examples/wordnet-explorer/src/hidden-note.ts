import { type Child, h } from "@alt2img/example-shared/element";
import type { Synset } from "@alt2img/wordnet";
import { imageNetSynset, personMarkSource, wnidOfSynset } from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";

/**
 * The note in place of a hidden synset.
 *
 * @param word the word that the user looked up; if it was an id, the word is hidden too
 */
export function hiddenNote(
  { wordnet }: Taxonomy,
  synset: Synset,
  word: string | undefined,
  showHref: string,
): HTMLElement {
  const isMarked = imageNetSynset(wnidOfSynset(wordnet, synset) ?? "")?.personMark === "unsafe";
  return h(
    "article",
    { class: "nothing" },
    h("h2", { tabindex: -1 }, "Hidden unless you ask for it"),
    h(
      "p",
      { class: "note warning" },
      `${word === undefined ? "This synset" : `This sense of “${word}”`} is a kind of person that ${isMarked ? "was marked unsafe" : "wasn’t marked safe"} by the researchers who reviewed ImageNet’s people. Such synsets include slurs, and traits that no picture can show. `,
      source(),
    ),
    h("p", {}, h("a", { href: showHref }, "Show it")),
  );
}

/** The note under lists in which something is hidden. */
export function hiddenCount(text: string, showHref: string): HTMLElement {
  return h("p", { class: "note" }, `${text} `, source(), " ", h("a", { href: showHref }, "Show them"));
}

/** The note while people are shown who are hidden by default. */
export function shownNote(hideHref: string): HTMLElement {
  return h(
    "p",
    { class: "note warning" },
    "You see all people, including those marked unsafe or not marked safe. ",
    source(),
    " ",
    h("a", { href: hideHref }, "Hide them"),
  );
}

function source(): Child & Node {
  return h("cite", {}, `(${personMarkSource.paper.split(":")[0]} 2020.)`);
}
