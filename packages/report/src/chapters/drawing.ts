import { formatCount } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import type { DrawnPrompt, DrawnStrip, Painter } from "../drawn-prompt.js";
import { type Html, html } from "../html.js";

/** How a picture comes out of noise: one prompt, drawn by a network and by two formulas. */
export const drawingChapter: Chapter = {
  title: "How a picture comes out of noise",
  start: () => undefined,
  render: (_, { drawing }) => drawing && chapter(drawing),
};

function chapter({ prompt, model, seed, steps, known, strips }: DrawnPrompt): Html {
  return html`<p>What a crawl collects ends here: in a model that draws. It starts with nothing but noise, guesses the picture behind it, takes a little of
the noise away, and guesses again, ${formatCount(steps, "time")}. These are its guesses for <b>“<bdi>${prompt}</bdi>”</b>, from the seed ${seed}.</p>
${strips.map((strip) => stripFigure(strip, { model, known: known ?? 0 }))}
${known === 0 && html`<p>No drawing of the training set has a caption with these words, so the two formulas have nothing to draw from.</p>`}`;
}

type Facts = { readonly model: string; readonly known: number };

const titles: Readonly<Record<Painter, (facts: Facts) => string>> = {
  network: ({ model }) => `Has learned: ${model}`,
  memorising: () => "Memorises: the best guess there is",
  recombining: () => "Recombines: the best guess from patches",
};

const sentences: Readonly<Record<Painter, (facts: Facts) => string>> = {
  network: () =>
    "A network that was trained on pictures with their captions. First come the place and the colours, then the outline, then details.",
  memorising: ({ known }) =>
    `A formula without any training looks at ${formatCount(known, "drawing")} with this caption. The first guess is their mean, and the last one is always one of them, to the last pixel.`,
  recombining: () =>
    "The same formula, but each pixel sees only a patch around it, as in a network of convolutions. Its pieces are from different drawings, so that the whole may be one that nobody drew.",
};

function stripFigure({ painter, frames, nearest }: DrawnStrip, facts: Facts): Html {
  const last = frames.at(-1)?.step ?? 0;
  return html`<figure class="strip"><figcaption><h3>${titles[painter](facts)}</h3><p>${sentences[painter](facts)}</p></figcaption>
<ol>${frames.map(
    ({ step, dataUrl }) =>
      html`<li${step === last && html` class="result"`}><img src="${dataUrl}" alt="The guess in step ${step}" decoding="async"><span>${step}</span></li>`,
  )}${
    nearest &&
    html`<li class="nearest"><img src="${nearest.dataUrl}" alt="The drawing “${nearest.name}”" decoding="async"><span>${likeness(nearest)}</span></li>`
  }</ol></figure>
`;
}

function likeness({ name, difference }: NonNullable<DrawnStrip["nearest"]>): string {
  return difference < 0.005 ? `is “${name}”` : `nearest: “${name}”, ${(100 * difference).toFixed(0)} % away`;
}
