import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import type { Chapter } from "./chapter.js";
import { conceptsChapter } from "./chapters/concepts.js";
import { diagnosticsChapter } from "./chapters/diagnostics.js";
import { findingsChapter } from "./chapters/findings.js";
import { optOutChapter } from "./chapters/opt-out.js";
import { overviewChapter } from "./chapters/overview.js";
import { pagesChapter } from "./chapters/pages.js";
import { readersChapter } from "./chapters/readers.js";
import { statesChapter } from "./chapters/states.js";
import { textsChapter } from "./chapters/texts.js";

/**
 * The chapters of a report, new for each, in their order. A further one is a file in `chapters/` and a line here.
 *
 * @param taxonomy in which the concepts of the texts are placed; its WordNet with definitions
 */
export function createChapters(taxonomy: Taxonomy): Chapter[] {
  return [
    overviewChapter(),
    statesChapter(),
    readersChapter(),
    findingsChapter(),
    textsChapter(),
    conceptsChapter(taxonomy),
    optOutChapter(),
    diagnosticsChapter(),
    pagesChapter(),
  ];
}
