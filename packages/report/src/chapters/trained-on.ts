import { formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import type { Painter } from "../drawn-prompt.js";
import { type Html, html } from "../html.js";
import { shortened } from "../shortened.js";
import type { TracedPicture, TracedPictures, TrainingImage } from "../traced-pictures.js";

/** Which training images a drawn picture is like, and whether it is a copy of one. */
export const trainedOnChapter: Chapter = {
  title: "What it was trained on",
  start: () => undefined,
  render: (_, { traced }) => traced && chapter(traced),
};

function chapter({ model, images, pictures }: TracedPictures): Html {
  return html`<p>A model has nothing but its training data. All ${formatNumber(images)} images that this one was trained on are known, with their captions. Here
each picture from the last chapter is next to those that are nearest to it for ${model}. The number is the cosine: 1 means that it can’t
tell them apart.</p>
<p>To look alike isn’t to be copied. Whether a picture is a copy is judged by its embedding and by a hash of its looks, as <code>alt2img dataset
trained-on</code> does for any dataset; the probability is calibrated on these drawings.</p>
${pictures.map(figure)}`;
}

const titles: Readonly<Record<Painter, string>> = {
  network: "The network’s picture",
  memorising: "The memorising formula’s picture",
  recombining: "The recombining formula’s picture",
};

const answers: Readonly<Record<TracedPicture["verdict"], string>> = {
  yes: "It is a copy of a training image",
  unclear: "It can’t be ruled out that it is a copy of a training image",
  no: "There is no sign that it is a copy of a training image, which isn’t a proof",
};

function figure({ painter, dataUrl, verdict, probability, nearest }: TracedPicture): Html {
  const probabilityText = verdict === "no" ? "" : ` (probability ${probability.toFixed(2)})`;
  return html`<figure class="strip traced"><figcaption><h3>${titles[painter]}</h3><p>${answers[verdict]}${probabilityText}.</p></figcaption>
<ol><li class="result"><img src="${dataUrl}" alt="${titles[painter]}" decoding="async"><span>drawn</span></li>${nearest.map(item)}</ol></figure>
`;
}

function item({ row, captions, similarity, author, license, dataUrl }: TrainingImage): Html {
  const [caption = "", ...others] = captions;
  return html`<li><img src="${dataUrl}" alt="“${shortened(caption)}”" decoding="async"><span><b>${similarity.toFixed(2)}</b> “<bdi>${shortened(caption)}</bdi>”${
    others.length > 0 && html`, also “<bdi>${shortened(others[0]!)}</bdi>”`
  }</span><span>row ${formatNumber(row)}, ${author}, ${license}</span></li>
`;
}
