import { formatCount } from "@alt2img/core";
import { type ChapterNotes, type RenderedChapter, renderChapters } from "./chapters.js";
import type { ComparedTwins } from "./compared-twins.js";
import type { DrawnPrompt } from "./drawn-prompt.js";
import { filterScript, filterScriptHash } from "./filter-script.js";
import type { FoundPairs } from "./found-pairs.js";
import { type Html, html, renderHtml, trustedHtml } from "./html.js";
import { nameOf } from "./name-of.js";
import { shownPages } from "./page/shown-pages.js";
import type { Pictures } from "./pictures.js";
import type { Reading } from "./read-crawl.js";
import type { CrawlScores } from "./score-tally.js";
import { style } from "./style.js";
import type { TracedPictures } from "./traced-pictures.js";

export type ReportPageOptions = {
  /** The heading. */
  title?: string | undefined;
  /** The pictures to show, from `findPictures`. Without them, the report only shows texts. */
  pictures?: Pictures | undefined;
  /** How well pictures and texts fit together, from `scoreCrawl`. Without it, the report has no chapter on CLIP. */
  scores?: CrawlScores | undefined;
  /** What a dataset has for a prompt. Without it, the report has no chapter on searching. */
  found?: FoundPairs | undefined;
  /** A prompt that was drawn. Without it, the report has no chapter on how pictures come out of noise. */
  drawing?: DrawnPrompt | undefined;
  /** What drawn pictures have in common with training images. Without it, the report has no chapter on what a model was trained on. */
  traced?: TracedPictures | undefined;
  /** Prompts that two models drew. Without them, the report has no chapter on what the data change. */
  twins?: ComparedTwins | undefined;
  /** A sentence for a chapter by its id: what it leaves out, and why. A chapter that has nothing else is shown with its sentence. */
  notes?: ChapterNotes | undefined;
};

/**
 * The report as one HTML page that loads nothing. Its Content Security Policy allows only what the page itself contains
 * and its one script, by hash: even with a mistake in the escaping, it would load and run nothing else.
 *
 * @param reading what `readCrawl` has filled, after its loop has ended
 * @see https://www.w3.org/TR/CSP3/
 */
export function reportPage(
  reading: Reading,
  {
    title = "What a page says, what a crawl takes",
    pictures = new Map(),
    notes = {},
    ...shown
  }: ReportPageOptions = {},
): string {
  const context = { reading, shown: shownPages(reading), pictures, ...shown };
  const chapters = renderChapters(reading.tallies, context, notes);
  return renderHtml(page(title, lead(reading), chapters));
}

function lead({ files, counts }: Reading): string {
  return `${nameOf(files)}: ${formatCount(counts.images, "image")} on ${formatCount(counts.pages, "page")}. What a screen reader says about them, and what a training crawl takes.`;
}

function page(title: string, lead: string, chapters: readonly RenderedChapter[]): Html {
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${filterScriptHash}'; base-uri 'none'; form-action 'none'`;
  return html`${trustedHtml("<!doctype html>")}
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
<a class="skip" href="#pages">Skip to the images</a>
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
<footer>Made by alt2img. This file loads nothing from the network.</footer>
<script>${trustedHtml(filterScript)}</script>
</body>
</html>
`;
}
