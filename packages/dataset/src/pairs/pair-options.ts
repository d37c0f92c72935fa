import { Alt2imgError, type TextSource } from "@alt2img/core";
import { isTextSource, textSources } from "../text-sources.js";
import type { HtmlPagesOptions } from "./html-pages-from-warc.js";

/** What of a page becomes a pair. The same for HTML, WARC and WAT. */
export type PairRules = {
  /**
   * Which texts count. Default `["alt"]`, as LAION takes them. An image with texts from several of them makes several
   * pairs, in the order of this list.
   */
  sources?: readonly TextSource[] | undefined;
  /**
   * Leave out texts of fewer characters (Unicode code points, after white space is collapsed). Default 0: every text
   * counts, since filtering is a later stage. LAION keeps 5 and more.
   */
  minTextLength?: number | undefined;
  /**
   * Leave out pages that say, in a `meta` element or a response header, `noai`, `noimageai`, `noindex` or `noimageindex`
   * to all robots, or that reserve text and data mining (TDMRep). Default `false`: the pairs carry it as `optOut`, for a
   * later stage to honour.
   */
  respectOptOut?: boolean | undefined;
  /** With `respectOptOut`: names of robots whose own rules count as well, such as `["gptbot"]`. In any case. */
  robots?: readonly string[] | undefined;
};

/** What `pairsFromWarc` and `pairsFromWat` take beside a source. The stage of their progress is `"pairs"`. */
export type PairOptions = PairRules & HtmlPagesOptions;

/** `PairRules` with every default filled in and checked. */
export type CheckedRules = {
  sources: readonly TextSource[];
  /** `alt` is the only source: then only `img` elements matter, and nothing else is looked at. */
  altOnly: boolean;
  minTextLength: number;
  respectOptOut: boolean;
  /** In lower case. */
  robots: ReadonlySet<string>;
};

/** @throws Alt2imgError `dataset/text-source`, `dataset/min-text-length` */
export function checkRules({ sources, minTextLength, respectOptOut, robots }: PairRules): CheckedRules {
  const unknown = sources?.find((source) => !isTextSource(source));
  if (unknown !== undefined || sources?.length === 0) {
    throw new Alt2imgError(
      "dataset/text-source",
      `sources ${unknown === undefined ? "is empty" : `names “${unknown}”`}; it should list some of ${textSources.join(", ")}.`,
    );
  }
  if (minTextLength !== undefined && !(minTextLength >= 0)) {
    throw new Alt2imgError("dataset/min-text-length", `minTextLength is ${minTextLength}; it should be 0 or more.`);
  }
  const wanted = new Set<TextSource>(sources ?? ["alt"]);
  return {
    sources: [...wanted],
    altOnly: wanted.size === 1 && wanted.has("alt"),
    minTextLength: minTextLength ?? 0,
    respectOptOut: respectOptOut ?? false,
    robots: new Set(robots?.map((name) => name.toLowerCase())),
  };
}
