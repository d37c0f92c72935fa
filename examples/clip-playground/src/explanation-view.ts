import type { ScoreExplanation } from "@alt2img/clip";
import { h } from "@alt2img/example-shared/element";
import { bar, twoSidedBar } from "./bar.js";
import { baselineInWords, filterInWords, fitInWords, marginInWords } from "./in-words.js";
import { formatScore, signed } from "./matrix.js";
import type { ShownPicture } from "./matrix-view.js";
import { regionMapView } from "./region-map-view.js";

/** What a score means, part by part. */
export function explanationView(picture: ShownPicture, explained: ScoreExplanation): HTMLElement {
  return h(
    "div",
    { class: "parts" },
    meaningPart(explained),
    wordsPart(explained),
    mapsPart(picture, explained),
    filtersPart(explained),
  );
}

function meaningPart({ cosine, logit, baseline, gibberish }: ScoreExplanation): HTMLElement {
  return h(
    "section",
    { class: "part" },
    h("h3", {}, "What the score means"),
    h(
      "p",
      { class: "verdict" },
      baseline !== undefined && h("b", {}, `The text ${fitInWords(baseline.randomPercentile)}. `),
      `Cosine ${formatScore(cosine, "cosine")}`,
      logit === undefined ? "." : `, logit ${formatScore(logit, "logit")}.`,
    ),
    baseline !== undefined &&
      h(
        "div",
        { class: "percentiles" },
        h("span", {}, "above random pairs"),
        bar(baseline.randomPercentile / 100),
        h("span", { class: "number" }, `${baseline.randomPercentile.toFixed(1)} %`),
        h("span", {}, "above true pairs"),
        bar(baseline.matchedPercentile / 100),
        h("span", { class: "number" }, `${baseline.matchedPercentile.toFixed(1)} %`),
      ),
    baseline !== undefined && h("p", {}, baselineInWords(baseline)),
    baseline !== undefined && h("p", { class: "soft" }, `Measured with ${baseline.name}.`),
    gibberish !== undefined && h("p", {}, marginInWords(gibberish)),
  );
}

function wordsPart({ words, cutWords, cosine }: ScoreExplanation): HTMLElement {
  const largest = Math.max(...(words ?? []).map(({ adds }) => Math.abs(adds)), 0.01);
  return h(
    "section",
    { class: "part" },
    h("h3", {}, "What each word adds"),
    h(
      "p",
      { class: "soft" },
      `The score of the text without the word, taken from its score of ${formatScore(cosine, "cosine")}.`,
    ),
    h(
      "table",
      { class: "words" },
      h(
        "thead",
        { class: "visually-hidden" },
        h("tr", {}, h("th", { scope: "col" }, "Word"), h("td", {}), h("th", { scope: "col" }, "Adds")),
      ),
      h(
        "tbody",
        {},
        ...(words ?? []).map(({ word, adds }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, word),
            h("td", {}, twoSidedBar(adds, largest)),
            h("td", { class: "number" }, adds > 0 ? `+${signed(adds, 2)}` : signed(adds, 2)),
          ),
        ),
      ),
    ),
    cutWords.length > 0 &&
      h(
        "p",
        { class: "warning" },
        `The model doesn't see these words, because the text is too long: ${cutWords.join(" ")}`,
      ),
  );
}

function mapsPart({ name, url }: ShownPicture, { occlusion, patches }: ScoreExplanation): HTMLElement {
  const place = { pictureUrl: url, pictureName: name };
  return h(
    "section",
    { class: "part wide-part" },
    h("h3", {}, "Where in the picture"),
    h(
      "div",
      { class: "map-row" },
      occlusion !== undefined &&
        regionMapView({
          ...place,
          title: "What the score loses when a part is covered",
          caption:
            "Orange: without it, the score falls, so the text is about it. Blue: without it, the score rises. If all colours are faint, no single part matters.",
          map: occlusion,
          faintest: 0.02,
          digits: 3,
        }),
      patches !== undefined &&
        regionMapView({
          ...place,
          title: "How well each patch fits by itself",
          caption: "Only a hint: the model was trained on whole pictures. Orange fits, blue doesn't.",
          map: patches,
          faintest: 0.2,
          digits: 2,
        }),
    ),
  );
}

function filtersPart({ filters }: ScoreExplanation): HTMLElement {
  return h(
    "section",
    { class: "part wide-part" },
    h("h3", {}, "Would a training set have kept this pair?"),
    h(
      "ul",
      { class: "filters" },
      ...filters.map((filter) =>
        h(
          "li",
          {},
          filterInWords(filter),
          " ",
          h("a", { href: filter.source }, "Source", h("span", { class: "visually-hidden" }, ` for ${filter.dataset}`)),
        ),
      ),
    ),
  );
}
