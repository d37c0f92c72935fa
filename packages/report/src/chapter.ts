import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import type { ComparedTwins } from "./compared-twins.js";
import type { DrawnPrompt } from "./drawn-prompt.js";
import type { FoundPairs } from "./found-pairs.js";
import type { Html } from "./html.js";
import type { ShownPage } from "./page/shown-pages.js";
import type { Pictures } from "./pictures.js";
import type { CrawlSummary, PageReading } from "./reading.js";
import type { CrawlScores } from "./score-tally.js";
import type { TracedPictures } from "./traced-pictures.js";

/** What a chapter can use when everything has been read. */
export type ReportContext = {
  reading: CrawlSummary;
  /** The pages that are shown, with the ids of their images' cards. */
  shown: readonly ShownPage[];
  pictures: Pictures;
  /** Left out if the pairs weren't scored. */
  scores?: CrawlScores | undefined;
  /** Left out if no dataset was searched. */
  found?: FoundPairs | undefined;
  /** Left out if nothing was drawn. */
  drawing?: DrawnPrompt | undefined;
  /** Left out if it isn't known what the model was trained on. */
  traced?: TracedPictures | undefined;
  /** Left out if no models were compared. */
  twins?: ComparedTwins | undefined;
};

/**
 * A part of the report. It gets every page once, in order, and counts what it needs in a tally (plain data that
 * doesn't grow with the crawl); at the end it writes its HTML from the tally.
 */
export type Chapter<Tally = undefined> = {
  title: string;
  /** The tally before the first page. */
  start(options: TallyOptions): Tally;
  /** Adds a page to the tally. */
  meet?(tally: Tally, page: PageReading): void;
  /** The HTML below the title; `undefined` leaves the chapter out. */
  render(tally: Tally, context: ReportContext): Html | undefined;
};

export type TallyOptions = {
  /** The hierarchy to place the concepts of the texts in; without it there is no chapter on them. */
  taxonomy?: Taxonomy | undefined;
};
