import type { Chapter } from "../chapter.js";
import { stack } from "../chart/stack.js";
import { type Html, html } from "../html.js";
import type { ShownPage } from "../page/shown-pages.js";
import { type Readers, readersOf } from "../reading.js";

const EXAMPLES = 4;

/** For how many images each of the two readers gets a text. */
export type ReadersTally = Record<Readers, number>;

/** What someone who listens to the page gets, compared with what a training crawl takes. */
export const readersChapter: Chapter<ReadersTally> = {
  title: "Two readers",
  start: () => ({ both: 0, heard: 0, taken: 0, neither: 0 }),
  meet(counts, { images }) {
    for (const image of images) counts[readersOf(image)]++;
  },
  render: (counts, { reading, shown }) =>
    reading.counts.images === 0
      ? undefined
      : html`<p>Alt text is written for one reader and collected by another. Someone who listens to the page with a screen reader
wants to know what an image is for. A training crawl like LAION’s takes <code>img</code> elements whose
<code>alt</code> has five characters or more, and ignores everything else that the page says.</p>
${stack(
  "Who gets a text",
  [
    { label: "heard and taken", value: counts.both, tone: "both" },
    { label: "heard, not taken", value: counts.heard, tone: "heard" },
    { label: "taken, not heard", value: counts.taken, tone: "taken" },
    { label: "neither", value: counts.neither, tone: "neither" },
  ],
  { unit: "images" },
)}
${examples("Heard, but not taken", "heard", shown)}
${examples("Taken, but not heard", "taken", shown)}`,
};

/** Links to a few images for which only one reader gets a text, with as many different reasons as possible. */
function examples(title: string, readers: "heard" | "taken", shown: readonly ShownPage[]): Html | undefined {
  const found = shown.flatMap(({ page, images }) =>
    images
      .filter((image) => readersOf(image) === readers)
      .map(({ id, heard, taken }) => ({
        id,
        page: page.title || page.url,
        text: readers === "heard" ? heard.speech : taken.text,
        reason: readers === "heard" ? taken.reason : heard.reason,
      })),
  );
  const firsts = new Map(found.toReversed().map((example) => [example.reason, example]));
  const few = [...new Set([...[...firsts.values()].reverse(), ...found])].slice(0, EXAMPLES);
  if (few.length === 0) return undefined;
  return html`<div class="examples"><h3>${title}</h3><ul>${few.map(
    ({ id, page, text, reason }) =>
      html`<li><a href="#${id}">“<bdi>${text}</bdi>”</a> <small><bdi>${page}</bdi>. ${reason}</small></li>`,
  )}</ul></div>`;
}
