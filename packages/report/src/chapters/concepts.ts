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
const MOST_FREQUENT = 15;
const EXAMPLES = 3;
const ALTERNATIVES = 3;
const MAX_EXAMPLE = 80;
/** Which branches are open at first: the uppermost, and those with so large a share. */
const OPEN_LEVELS = 2;
const OPEN_SHARE = 0.15;

type Example = { id: string; text: string };
type View = { taxonomy: Taxonomy; whole: number; examples: ReadonlyMap<Synset, readonly Example[]> };

/** What the texts name, in the hierarchy in which it is placed. */
export type ConceptsTally = ConceptTally & { taxonomy: Taxonomy };

/** The things that the alt texts name, placed in WordNet's hierarchy. */
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
    return html`<p>${formatCount(tally.naming, "alt text")} of ${formatNumber(tally.texts)} ${tally.naming === 1 ? "names" : "name"} something that WordNet 3.0 has as a
noun: ${formatCount(tally.own.size, "concept")}, ${formatCount(tally.mentions, "time")}. ${
      tally.foreign > 0 &&
      html`${formatCount(tally.foreign, "text")} of pages in other languages ${tally.foreign === 1 ? "was" : "were"} not read: WordNet is English. `
    }${inImageNet(taxonomy, counts, view.whole)}</p>
<p>This is a guess, made to be counted and not to be quoted. A word with several meanings is taken in its most frequent
one, which ${formatShare(tally.ambiguous, tally.mentions)} of the time had others beside it; nobody looked at the pictures. Proper names that are also words, and
words that WordNet of 2006 does not know, are read wrongly or not at all.</p>
${
  hidden > 0 &&
  html`<p>${formatCount(hidden, "mention")} of persons ${hidden === 1 ? "is" : "are"} not shown: kinds of person that are <a href="${personMarkSource.url}" rel="noreferrer noopener">marked unsafe, or not marked safe</a>, by
those who looked through ImageNet’s. Among them are slurs, and also everyday words for what no picture can tell.</p>`
}
<h3>Down the hierarchy</h3>
<p class="aside">Each line counts the mentions at and below it. WordNet is a graph: what has two hypernyms stands here once, under the first, and counts for both.</p>
${conceptTrees(taxonomy, counts, { most: MOST_NODES, isHidden: isSensitive }).map((tree) => html`<ul class="concepts">${branch(view, tree, 0)}</ul>`)}
<h3>The most frequent</h3>
${dataTable("The most frequent concepts, with what their words could also mean", {
  columns: ["read as", "texts", "meaning", "could also mean"],
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
    html`<p class="named">${examples.map(({ id, text }, i) => html`${i > 0 && ", "}<a href="#${id}">“<bdi>${text}</bdi>”</a>`)}</p>`;
  if (children.length === 0 && left === 0)
    return html`<li>${label}${shown}</li>
`;
  const isOpen = level < OPEN_LEVELS || total >= OPEN_SHARE * view.whole;
  return html`<li><details${isOpen && openAttribute}><summary>${label}</summary>${shown}
<ul>${children.map((child) => branch(view, child, level + 1))}${left > 0 && html`<li class="aside">and ${formatNumber(left)} with fewer mentions</li>`}</ul></details></li>
`;
}

const openAttribute: Html = html` open`;

/** By synset: the images that are shown whose text names it. */
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

/** How much of it the 1,000 classes that taught image classifiers would know. */
function inImageNet(taxonomy: Taxonomy, counts: ReadonlyMap<Synset, number>, whole: number): Html {
  const { classes } = classHierarchy(taxonomy, imageNetWnids("1k"), { sensitive: true });
  const isClass = new Set(classes.map(({ synset }) => synset));
  let known = 0;
  for (const [synset, count] of counts) {
    if ([synset, ...hypernymClosure(taxonomy, synset)].some((each) => isClass.has(each))) known += count;
  }
  return html`One of ImageNet’s 1,000 classes, or a kind of one, is meant ${formatShare(known, whole)} of the time.`;
}
