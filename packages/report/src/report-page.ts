import { createHash } from "node:crypto";
import { filterScript } from "./filter-script.js";
import { type Html, html, renderHtml, trustedHtml } from "./html.js";
import { style } from "./style.js";

export type RenderedChapter = { id: string; title: string; body: Html };

/**
 * The whole report as one file. Its policy lets nothing in but what stands in it, pictures that lie beside it, and the one
 * script, by its hash: even a mistake in the escaping would load and run nothing.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function reportPage(title: string, lead: string, chapters: readonly RenderedChapter[]): string {
  const hash = createHash("sha256").update(filterScript).digest("base64");
  const policy = `default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return renderHtml(html`${trustedHtml("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trustedHtml(style)}</style>
</head>
<body>
<a class="skip" href="#pages">To the pages</a>
<header>
<h1>${title}</h1>
<p class="lead">${lead}</p>
<nav aria-label="Chapters"><ul>${chapters.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main>
${chapters.map(
  ({ id, title, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`,
)}</main>
<footer>Made by alt2img. This file loads nothing from anywhere.</footer>
<script>${trustedHtml(filterScript)}</script>
</body>
</html>
`);
}
