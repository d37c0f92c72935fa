import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { stack } from "../chart/stack.js";
import { html } from "../html.js";

/** What somebody who listens gets, against what a training crawl takes. */
export function readersChapter(): Chapter {
  let [both, heardOnly, takenOnly, neither] = [0, 0, 0, 0];
  // The reasons are the reader's own sentences, a dozen of them.
  const reasons = new Map<string, number>();
  return {
    id: "readers",
    title: "Two readers",
    meet({ images }) {
      for (const { heard, taken } of images) {
        if (heard.heard && taken.taken) both++;
        else if (heard.heard) heardOnly++;
        else if (taken.taken) takenOnly++;
        else neither++;
        if (!taken.taken) reasons.set(taken.reason, (reasons.get(taken.reason) ?? 0) + 1);
      }
    },
    render:
      () => html`<p>Alt text is written for one reader and collected by another. Somebody who listens to the page with a screen reader
wants to know what an image does there; a crawl in the manner of LAION takes <code>img</code> elements whose
<code>alt</code> has five characters or more, and nothing else that the page says.</p>
${stack(
  "Who gets a text",
  [
    { label: "heard and taken", value: both, tone: "both" },
    { label: "heard, not taken", value: heardOnly, tone: "heard" },
    { label: "taken, not heard", value: takenOnly, tone: "taken" },
    { label: "neither", value: neither, tone: "neither" },
  ],
  { unit: "images" },
)}
${
  reasons.size > 0 &&
  bars(
    "Why the crawl leaves an image",
    [...reasons].sort((a, b) => b[1] - a[1]).map(([label, value]) => ({ label, value, tone: "taken" })),
    { unit: "images", whole: heardOnly + neither },
  )
}`,
  };
}
