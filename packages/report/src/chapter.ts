import type { Html } from "./html.js";
import type { ShownPage } from "./page/shown-pages.js";
import type { PageReading, Reading } from "./reading.js";
import type { Thumbnails } from "./thumbnails.js";

/** What a chapter can tell of when everything has been read. */
export type ReportContext = {
  reading: Reading;
  /** The pages that are shown, with the ids of their images' cards. */
  shown: readonly ShownPage[];
  thumbnails: Thumbnails;
  /**
   * Puts a file beside the report, for pictures that are too large to stand in it.
   * @param name a file name, such as `samples.png`
   * @returns its address as seen from the report
   */
  writeFile(name: string, bytes: Uint8Array): Promise<string>;
};

/**
 * A part of the report. A chapter is made anew for each report, meets every page once, in their order, and is rendered
 * at the end: it counts, and keeps no page.
 */
export type Chapter = {
  /** Names its section in the report's address: lower case and hyphens. */
  id: string;
  title: string;
  meet?(page: PageReading): void;
  /** What stands under the title; `false` or `undefined` leaves the chapter out. */
  render(context: ReportContext): Html | false | undefined | Promise<Html | false | undefined>;
};
