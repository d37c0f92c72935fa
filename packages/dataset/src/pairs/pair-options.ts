import type { OnDiagnostic, OnProgress, TextSource } from "@alt2img/core";
import { Alt2imgError } from "@alt2img/core";
import { isTextSource, textSources } from "../text-sources.js";

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

/** What `pairsFromWarc` and `pairsFromWat` take beside a source. */
export type PairOptions = PairRules & {
  /** HTTP status codes of the responses that count as pages. Default `[200]`. */
  statuses?: readonly number[] | undefined;
  /** The crawl file, as the pairs and the diagnostics name it. */
  filename?: string | undefined;
  /** Stops the reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"pairs"`, in bytes of the file as stored. */
  onProgress?: OnProgress | undefined;
  /** Told of everything in the file that is broken; the pairs that can be had are had. */
  onDiagnostic?: OnDiagnostic | undefined;
};

/** The default of `PairOptions.statuses`: what a server gives out as the page asked for. */
export const PAGE_STATUSES: readonly number[] = [200];

/** `PairRules` with every default filled in and checked. */
export type CheckedRules = {
  sources: readonly TextSource[];
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
  return {
    sources: [...new Set<TextSource>(sources ?? ["alt"])],
    minTextLength: minTextLength ?? 0,
    respectOptOut: respectOptOut ?? false,
    robots: new Set(robots?.map((name) => name.toLowerCase())),
  };
}
