import { formatCount, formatNumber } from "@alt2img/core";
import { definition, lemmas, type Synset } from "@alt2img/wordnet";
import { type ConceptNode, conceptTrees } from "@alt2img/wordnet/concepts";
import { classHierarchy, imageNetWnids, personMarkSource, sensitivityOf } from "@alt2img/wordnet/imagenet";
import { hypernymClosure, type Taxonomy } from "@alt2img/wordnet/taxonomy";
import type { Chapter } from "../chapter.js";
import {
  type ConceptTally,
  emptyConceptTally,
  isEnglish,
  type Mention,
  tallyText,
  thingsIn,
} from "../concept-tally.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";
import type { ShownPage } from "../page/shown-pages.js";
import { formatShare } from "../share.js";

const MOST_NODES = 160;
const MOST_FREQUENT = 10;
const EXAMPLES = 3;
const ALTERNATIVES = 3;
const MAX_EXAMPLE = 80;
/** How many levels of the hierarchy are open at first. */
const OPEN_LEVELS = 1;

type Example = { id: string; text: string };
type View = { taxonomy: Taxonomy; whole: number; examples: ReadonlyMap<Synset, readonly Example[]> };

/** What the texts name, and the hierarchy to place it in. */
export type ConceptsTally = ConceptTally & { taxonomy: Taxonomy };

/** The things that the alt texts name, in WordNet's hierarchy. */
export const conceptsChapter: Chapter<ConceptsTally | undefined> = {
  title: "The things they name",
  start: ({ taxonomy }) => taxonomy && { taxonomy, ...emptyConceptTally() },
  meet(tally, { images, language }) {
    if (tally === undefined) return;
    for (const { image } of images) {
      const text = image.alt?.trim() ?? "";
      if (text === "") continue;
      if (isEnglish(language)) tallyText(tally, thingsIn(tally.taxonomy.wordnet, text));
      else tally.foreign++;
    }
  },
  render(tally, { shown }) {
    if (tally === undefined || tally.mentions === 0) return undefined;
    const { taxonomy } = tally;
    const { wordnet } = taxonomy;
    const isSensitive = sensitivityOf(wordnet);
    const named = [...tally.own].filter(([synset]) => !isSensitive(synset));
    const hidden = [...tally.own]
      .filter(([synset]) => isSensitive(synset))
      .reduce((sum, [, { texts }]) => sum + texts, 0);
    const counts = new Map(named.map(([synset, { texts }]) => [synset, texts]));
    const view = { taxonomy, whole: tally.mentions - hidden, examples: examplesOf(taxonomy, shown) };
    const frequent = named.sort(([, a], [, b]) => b.texts - a.texts).slice(0, MOST_FREQUENT);
    return html`<p>${formatNumber(tally.naming)} of ${formatCount(tally.texts, "alt text")} ${tally.naming === 1 ? "names" : "name"} something that WordNet 3.0 lists as a
noun: ${formatCount(tally.own.size, "concept")}, named ${formatCount(tally.mentions, "time")} in all. ${
      tally.foreign > 0 &&
      html`${formatCount(tally.foreign, "text")} on pages in other languages ${tally.foreign === 1 ? "was" : "were"} left out, because WordNet is English. `
    }${inImageNet(taxonomy, counts, view.whole)}</p>
<p>These are guesses: good enough to count, not to quote. Each word is taken in its most frequent meaning, although ${formatShare(tally.ambiguous, tally.mentions)} of
the time it has others. Nothing here looks at the pictures. Names that are also words are misread, and words newer
than 2006 are missed.</p>
${
  hidden > 0 &&
  html`<p>${formatCount(hidden, "mention")} of people ${hidden === 1 ? "is" : "are"} not shown. When ImageNet’s authors reviewed its kinds of people, they
<a href="${personMarkSource.url}" rel="noreferrer noopener">marked these as unsafe, or didn’t mark them as safe</a>: slurs, but also everyday words for what no picture can show.</p>`
}
<h3>By kind</h3>
<p class="aside">Each line counts its own mentions and those of everything below it. A concept with two parents in WordNet is listed under the first and counted under both.</p>
${conceptTrees(taxonomy, counts, { most: MOST_NODES, isHidden: isSensitive }).map((tree) => html`<ul class="concepts">${branch(view, tree, 0)}</ul>`)}
<h3>The most frequent</h3>
${dataTable("The most frequent concepts, and what their words could also mean", {
  columns: ["Read as", "Texts", "Meaning", "Could also mean"],
  rows: frequent.map(([synset, { texts, first }]) => [
    lemmas(wordnet, synset)[0],
    formatNumber(texts),
    definition(wordnet, synset),
    alternatives(taxonomy, first, isSensitive),
  ]),
})}`;
  },
};

function branch(view: View, { chain, own, total, children, left }: ConceptNode, level: number): Html {
  const { wordnet } = view.taxonomy;
  const synset = chain[chain.length - 1]!;
  const names = chain.map((each) => lemmas(wordnet, each)[0]).join(" › ");
  const label = html`<span class="concept"><b>${names}</b> <span class="count">${formatNumber(total)}</span><svg width="100%" height="6" aria-hidden="true"><rect class="track" width="100%" height="6" rx="3"/><rect class="plain" width="${((100 * total) / view.whole).toFixed(2)}%" height="6" rx="3"/></svg></span>`;
  const examples = own > 0 ? (view.examples.get(synset) ?? []).slice(0, EXAMPLES) : [];
  const shown =
    examples.length > 0 &&
    html`<p class="examples-of">${examples.map(({ id, text }, i) => html`${i > 0 && ", "}<a href="#${id}">“<bdi>${text}</bdi>”</a>`)}</p>`;
  if (children.length === 0 && left === 0)
    return html`<li>${label}${shown}</li>
`;
  const isOpen = level < OPEN_LEVELS;
  return html`<li><details${isOpen && openAttribute}><summary>${label}</summary>${shown}
<ul>${children.map((child) => branch(view, child, level + 1))}${left > 0 && html`<li class="aside">and ${formatNumber(left)} more with fewer mentions</li>`}</ul></details></li>
`;
}

const openAttribute: Html = html` open`;

/** For each synset, images of the report whose text names it. */
function examplesOf({ wordnet }: Taxonomy, shown: readonly ShownPage[]): Map<Synset, Example[]> {
  const examples = new Map<Synset, Example[]>();
  for (const { page, images } of shown) {
    if (!isEnglish(page.language)) continue;
    for (const { id, image } of images) {
      const alt = image.alt?.trim() ?? "";
      const text = alt.length > MAX_EXAMPLE ? `${alt.slice(0, MAX_EXAMPLE)}…` : alt;
      for (const { synset } of thingsIn(wordnet, alt)) {
        const known = examples.get(synset) ?? [];
        if (known.length < EXAMPLES && known.every((example) => example.text !== text)) known.push({ id, text });
        examples.set(synset, known);
      }
    }
  }
  return examples;
}

function alternatives(
  { wordnet }: Taxonomy,
  { alternatives }: Mention,
  isSensitive: (synset: Synset) => boolean,
): Html {
  const others = alternatives.filter(({ synset }) => !isSensitive(synset));
  if (alternatives.length === 0) return html`<span class="aside">nothing else in WordNet</span>`;
  const more = alternatives.length - Math.min(others.length, ALTERNATIVES);
  const shown = others.slice(0, ALTERNATIVES).map(({ synset }) => definition(wordnet, synset));
  return html`${shown.join("; ")}${more > 0 && ` … and ${formatNumber(more)} more`}`;
}

/** How many of the mentions fall under the 1,000 classes that image classifiers are trained on. */
function inImageNet(taxonomy: Taxonomy, counts: ReadonlyMap<Synset, number>, whole: number): Html {
  const { classes } = classHierarchy(taxonomy, imageNetWnids("1k"), { sensitive: true });
  const isClass = new Set(classes.map(({ synset }) => synset));
  let known = 0;
  for (const [synset, count] of counts) {
    if ([synset, ...hypernymClosure(taxonomy, synset)].some((each) => isClass.has(each))) known += count;
  }
  return html`${formatShare(known, whole)} of the time, the concept is one of ImageNet’s 1,000 classes or a kind of one.`;
}
