import { formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import type { FoundPair, FoundPairs } from "../found-pairs.js";
import { type Html, html } from "../html.js";
import { shortened } from "../shortened.js";

/** What the dataset has for a prompt, by words and by what its pictures show. */
export const searchChapter: Chapter = {
  title: "What the dataset has for it",
  start: () => undefined,
  render: (_, { found }) => (found === undefined || found.rows === 0 ? undefined : chapter(found)),
};

function chapter({ query, dataset, rows, model, byWords, byModel }: FoundPairs): Html {
  return html`<p>What is kept is a dataset: ${formatCount(rows, "pair")} in the folder <code>${dataset}</code> next to this page, as Parquet, with an embedding of each picture
and text. It can be searched in two ways, which find different things. By words you find what people wrote. By embeddings you find what pictures look like
to a model, in whatever language their texts are; but it always finds something, and only the cosine says whether that means anything.</p>
${list(
  html`By words: “<bdi>${query}</bdi>”`,
  byWords,
  html`<p>No text of the dataset has ${/\s/.test(query.trim()) ? "all of these words" : "this word"}.</p>`,
)}
${list(html`By what ${model} sees: pictures like “<bdi>${query}</bdi>”`, byModel, html`<p>The dataset has no embeddings.</p>`)}`;
}

function list(title: Html, pairs: readonly FoundPair[], nothing: Html): Html {
  return html`<div class="scored"><h3>${title}</h3>${pairs.length === 0 ? nothing : html`<ol>${pairs.map(item)}</ol>`}</div>
`;
}

function item({ row, text, similarity, dataUrl }: FoundPair): Html {
  return html`<li>${dataUrl === undefined ? html`<span class="frame"></span>` : html`<img class="frame" src="${dataUrl}" alt="" decoding="async">`}<span>${
    similarity !== undefined && html`<b>${similarity.toFixed(2).replace("-", "−")}</b><br>`
  }<span class="said"><bdi>${shortened(text)}</bdi></span><br><small>row ${formatNumber(row)}</small></span></li>
`;
}
