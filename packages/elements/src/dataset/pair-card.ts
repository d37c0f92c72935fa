import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../base/language.js";
import { safeUrl } from "../base/safe-url.js";
import { pairCardMessages } from "../messages/pair-card.js";
import { languageName } from "../pairs/language-name.js";
import type { ShownPair } from "./browse.js";

type CardOptions = {
  readonly language: Language;
  readonly format: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** Fetches pictures from the web that the dataset doesn’t have. */
  readonly remote: boolean;
};

/** A pair with its picture, its source and its scores. Texts from the dataset are only ever text. */
export function pairCard(pair: ShownPair, { language, format, remote }: CardOptions): TemplateResult {
  const { row, text, url, page, domain, language: written, size, scores, credit, picture } = pair;
  const messages = pairCardMessages[language];
  const src = picture ?? (remote ? safeUrl(url) : undefined);
  const facts = [
    messages.number(format(row)),
    ...(written === undefined ? [] : [written === "nolang" ? messages.noLanguage : languageName(written, language)]),
    ...(size === undefined ? [] : [`${format(size[0])} × ${format(size[1])}`]),
    ...Object.entries(scores).map(
      ([name, value]) => `${messages.scores[name] ?? name} ${format(value, { maximumFractionDigits: 3 })}`,
    ),
    ...(credit ?? []),
  ];
  return html`<div class="pair" part="pair">
    ${
      src === undefined
        ? html`<span class="muted">${messages.noPicture}</span>`
        : html`<img src=${src} alt=${messages.picture(text)} loading="lazy" referrerpolicy="no-referrer">`
    }
    <div>
      <p><bdi>${text}</bdi></p>
      <p class="muted">${facts.map((fact, i) => html`${i === 0 ? nothing : " · "}<bdi>${fact}</bdi>`)}</p>
      <p class="muted">${link(page, `${messages.page}: ${shortened(page ?? "")}`)}</p>
      <p class="muted">${link(url, messages.address(domain ?? ""))}</p>
    </div>
  </div>`;
}

function link(url: string | undefined, label: string): TemplateResult | typeof nothing {
  const href = url === undefined ? undefined : safeUrl(url);
  return href === undefined
    ? nothing
    : html`<a href=${href} rel="noreferrer nofollow" target="_blank"><bdi>${label}</bdi></a>`;
}

const shortened = (url: string): string => (url.length > 80 ? `${url.slice(0, 80)}…` : url);
