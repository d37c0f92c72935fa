import type { AltTextFinding, JudgedImage } from "@alt2img/alt-text/lint";
import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import type { Pictures } from "../pictures.js";
import { readersOf } from "../reading.js";
import { externalLink } from "./external-link.js";
import type { ShownImage } from "./shown-pages.js";
import { thumbnail } from "./thumbnail.js";

const MAX_TEXT = 600;

/** One image: its picture, what each reader gets, and what the linter says. */
export function imageCard(shown: ShownImage, pictures: Pictures): Html {
  const { id, image, heard, taken, findings } = shown;
  return html`<li class="image" id="${id}" data-state="${image.textState}" data-readers="${readersOf(shown)}" data-rules="${findings.map(({ rule }) => rule).join(" ")}">
${thumbnail(image, pictures)}
<div class="reading">
<p class="what"><span class="chip ${image.textState}">${image.textState}</span> <code>${elementNames[image.element]}</code>${image.line > 0 && html` <span>line ${image.line}, column ${image.column}</span>`}${
    image.width !== undefined && image.height !== undefined && html` <span>${image.width} × ${image.height}</span>`
  }${image.hidden && html` <span class="chip">hidden</span>`}${image.inNoscript && html` <span class="chip">noscript</span>`}${
    image.link && html` <span class="chip">in a link</span>`
  }${image.control && image.control.role !== "link" && html` <span class="chip">in a control: ${image.control.role}</span>`}</p>
${image.url !== undefined && html`<p class="address">${externalLink(image.url)}</p>`}
<dl class="readers">
<div class="heard"><dt>A screen reader says</dt><dd>${said(heard.speech)}<p class="why">${heard.reason}</p></dd></div>
<div class="taken"><dt>A training crawl takes</dt><dd>${said(taken.text)}<p class="why">${taken.reason}</p></dd></div>
</dl>
${image.figcaption !== undefined && html`<p class="caption">Caption: <bdi>${cut(image.figcaption)}</bdi></p>`}
${
  image.name !== undefined &&
  !heard.speech?.includes(image.name.text) &&
  !taken.taken &&
  html`<p class="caption">Neither gets this (${image.name.source}): <bdi>${cut(image.name.text)}</bdi></p>`
}
${findings.length > 0 && html`<ul class="findings">${findings.map(finding)}</ul>`}
</div></li>
`;
}

const elementNames: Record<JudgedImage["image"]["element"], string> = {
  img: "<img>",
  input: "<input type=image>",
  area: "<area>",
  svg: "<svg>",
  object: "<object>",
  video: "<video poster>",
  "role-img": "role=img",
  meta: "<meta>",
  "json-ld": "JSON-LD",
};

function said(text: string | undefined): Html {
  return text === undefined ? html`<p class="nothing">nothing</p>` : html`<p class="said"><bdi>${cut(text)}</bdi></p>`;
}

function finding({ rule, severity, message, suggestion }: AltTextFinding): Html {
  return html`<li class="${severity}"><p><span class="chip ${severity}">${rule}</span> <bdi>${cut(message)}</bdi></p><p class="suggestion"><bdi>${cut(suggestion)}</bdi></p></li>`;
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} … (${formatNumber(text.length)} characters)` : text;
}
