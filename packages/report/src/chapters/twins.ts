import { formatCount } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import type { ComparedTwins, TwinPrompt } from "../compared-twins.js";
import { type Html, html } from "../html.js";

/** What changes if the data change: two models that differ in nothing else, from the same seeds. */
export const twinsChapter: Chapter = {
  title: "Now change the data",
  start: () => undefined,
  render: (_, { twins }) => twins && chapter(twins),
};

function chapter(twins: ComparedTwins): Html {
  const { models, seeds, steps, prompts } = twins;
  return html`<p>Where does it come from, if a model draws one kind of person for an occupation? Here are two models with the same architecture, the same
training and the same noise. They differ in one thing: which drawings the bare names of some occupations were captions of. The first one
saw women and men about equally often, the second one as the labour statistics of a country have them, or further apart.</p>
<p>Every column is a seed, so that pictures one below the other began as the same noise; ${formatCount(steps, "step")} each, with the occupation's name for
a prompt. Count for yourself. ${formatCount(seeds.length, "picture")} of an occupation say little about a model; that the two differ,
from the same noise, can only come from the data.</p>
${prompts.map((each) => figure(each, models))}
<p>Nothing here was labelled by a machine. A classifier of faces would put every picture into one of its own boxes, emoji too, and be wrong in
a systematic way. For shares that say how sure they are, draw hundreds of pictures: <code>alt2img bias grid</code>.</p>`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function figure({ prompt, women, pictures }: TwinPrompt, models: ComparedTwins["models"]): Html {
  return html`<figure class="strip twins"><figcaption><h3>“<bdi>${prompt}</bdi>”</h3></figcaption>
${models.map(
  (
    model,
    which,
  ) => html`<p>${model}: of its drawings with this caption, <b>${percent(women[which as 0 | 1])}</b> of the women and men are women</p>
<ol>${pictures[which as 0 | 1].map(
    (dataUrl, i) =>
      html`<li><img src="${dataUrl}" alt="“${prompt}” by ${model}, picture ${i + 1}" decoding="async"></li>`,
  )}</ol>
`,
)}</figure>
`;
}
