import type { Chapter, ReportContext, TallyOptions } from "./chapter.js";
import { type ConceptsTally, conceptsChapter } from "./chapters/concepts.js";
import { drawingChapter } from "./chapters/drawing.js";
import { filesChapter } from "./chapters/files.js";
import { type FindingsTally, findingsChapter } from "./chapters/findings.js";
import { funnelChapter } from "./chapters/funnel.js";
import { galleryChapter } from "./chapters/gallery.js";
import { lossesChapter } from "./chapters/losses.js";
import { type OptOutTally, optOutChapter } from "./chapters/opt-out.js";
import { overviewChapter } from "./chapters/overview.js";
import { pagesChapter } from "./chapters/pages.js";
import { type ReadersTally, readersChapter } from "./chapters/readers.js";
import { scoresChapter } from "./chapters/scores.js";
import { searchChapter } from "./chapters/search.js";
import { type StatesTally, statesChapter } from "./chapters/states.js";
import { type TextsTally, textsChapter } from "./chapters/texts.js";
import { trainedOnChapter } from "./chapters/trained-on.js";
import { twinsChapter } from "./chapters/twins.js";
import type { FunnelCounts } from "./funnel-counts.js";
import { type Html, html } from "./html.js";
import type { PageReading } from "./reading.js";

/** What each chapter has counted, by the chapter's id. */
export type Tallies = {
  overview: undefined;
  gallery: undefined;
  funnel: FunnelCounts;
  scores: undefined;
  losses: undefined;
  readers: ReadersTally;
  states: StatesTally;
  findings: FindingsTally;
  texts: TextsTally;
  "opt-out": OptOutTally;
  concepts: ConceptsTally | undefined;
  search: undefined;
  drawing: undefined;
  "trained-on": undefined;
  twins: undefined;
  files: undefined;
  pages: undefined;
};

/** A chapter by the id of its section. */
export type ChapterId =
  | "overview"
  | "gallery"
  | "funnel"
  | "scores"
  | "losses"
  | "readers"
  | "states"
  | "findings"
  | "texts"
  | "opt-out"
  | "concepts"
  | "search"
  | "drawing"
  | "trained-on"
  | "twins"
  | "files"
  | "pages";

/**
 * The chapters in their order, by the id of their section in the page. To add one, write a file in `chapters/`, and add a line
 * here and one above.
 */
const chapters: { readonly [Id in ChapterId]: Chapter<Tallies[Id]> } = {
  overview: overviewChapter,
  gallery: galleryChapter,
  funnel: funnelChapter,
  scores: scoresChapter,
  losses: lossesChapter,
  readers: readersChapter,
  states: statesChapter,
  findings: findingsChapter,
  texts: textsChapter,
  "opt-out": optOutChapter,
  concepts: conceptsChapter,
  search: searchChapter,
  drawing: drawingChapter,
  "trained-on": trainedOnChapter,
  twins: twinsChapter,
  files: filesChapter,
  pages: pagesChapter,
};

const chapterIds = Object.keys(chapters) as ChapterId[];

export function startTallies(options: TallyOptions): Tallies {
  return Object.fromEntries(chapterIds.map((id) => [id, chapters[id].start(options)])) as Tallies;
}

/** Passes a page to every chapter. */
export function tallyPage(tallies: Tallies, page: PageReading): void {
  for (const id of chapterIds) tallyFor(id, tallies, page);
}

function tallyFor<Id extends ChapterId>(id: Id, tallies: Tallies, page: PageReading): void {
  chapters[id].meet?.(tallies[id], page);
}

export type RenderedChapter = { id: string; title: string; body: Html };

/** A sentence for a chapter: what it leaves out, or why there is nothing else in it. */
export type ChapterNotes = Readonly<Partial<Record<ChapterId, string>>>;

/** The chapters that have any content. */
export function renderChapters(tallies: Tallies, context: ReportContext, notes: ChapterNotes = {}): RenderedChapter[] {
  return chapterIds.flatMap((id) => renderChapter(id, tallies, context, notes[id]) ?? []);
}

function renderChapter<Id extends ChapterId>(
  id: Id,
  tallies: Tallies,
  context: ReportContext,
  note: string | undefined,
): RenderedChapter | undefined {
  const { title, render } = chapters[id];
  const content = render(tallies[id], context);
  if (note === undefined) return content && { id, title, body: content };
  return {
    id,
    title,
    body: html`${content}<p class="left-out">${note}</p>`,
  };
}
