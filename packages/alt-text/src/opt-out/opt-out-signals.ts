import { headerFields, type ResponseHeaders } from "@alt2img/core";
import { parseLinkHeader } from "./link-header.js";

/** Where a page says something about its use. */
export type OptOutSource = "meta" | "header";

/** One rule for robots, as the page or its server states it. */
export type RobotsRule = {
  /** The robot it addresses, in lower case; `"*"` for all. */
  agent: string;
  from: OptOutSource;
};

/** What a page and its server say about the use of the page's content. Plain data. */
export type OptOutSignals = {
  /** No use for AI at all. A convention of DeviantArt, 2022. */
  noai: RobotsRule[];
  /** No use of the images for AI. */
  noimageai: RobotsRule[];
  /** No search results for the page; `none` says it too. */
  noindex: RobotsRule[];
  /** No search results for its images. */
  noimageindex: RobotsRule[];
  /** Whether text and data mining is reserved (TDMRep); left out if nothing, or nothing valid, says so. */
  tdmReservation?: { reserved: boolean; from: OptOutSource };
  /** The URL of the conditions for mining, as written. */
  tdmPolicy?: { url: string; from: OptOutSource };
  /** Licences that the page names: `value` is a URL or a statement, `from` the link relation or name that gives it. */
  licenses: { value: string; from: string }[];
};

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;
const KNOWN =
  /^(all|none|(no)?(ai|imageai|index|imageindex|follow|archive|cache|snippet|translate|odp|ydir|ml)|indexifembedded|(max-|unavailable_after).*)$/;
/** Metadata names whose content is prose, not rules: https://html.spec.whatwg.org/multipage/semantics.html#standard-metadata-names */
const DESCRIPTIVE =
  /^(description|keywords|author|title|subject|generator|application-name|viewport|theme-color|(og|twitter|article|dc|dcterms|fb)[:.].*)$/;
const LICENSE = /^(license|(cc|xhtml):license|dc(terms)?[.:](license|rights))$/;

/**
 * Reads what a page's `meta` and `link` elements and its response headers say about its use: robots
 * rules for all agents and for named ones, the TDM Reservation Protocol, licence links. Case is ignored in names
 * and rules. If meta and header disagree on a TDM value, the page's own meta wins.
 *
 * @param page the `metas` and `links` of `extractPage`
 * @see Robots meta tag and X-Robots-Tag, https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
 * @see TDM Reservation Protocol, final report of 10 May 2024, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
 */
export function optOutSignals(
  page: {
    readonly metas: readonly { readonly name: string; readonly content: string }[];
    readonly links: readonly { readonly rel: string; readonly url: string }[];
  },
  headers: ResponseHeaders = [],
): OptOutSignals {
  const signals: OptOutSignals = { noai: [], noimageai: [], noindex: [], noimageindex: [], licenses: [] };
  /** What is in `signals` already: searching its lists would take hours on a page that names a hundred thousand robots. */
  const seen = new Set<string>();
  const isNew = (...what: string[]): boolean => {
    const { size } = seen;
    return seen.add(what.join(" ")).size > size;
  };
  const addLicense = (from: string, value: string): void => {
    if (LICENSE.test(from) && value && isNew("license", value)) signals.licenses.push({ value, from });
  };
  const addRules = (text: string, agent: string, from: OptOutSource): void => {
    let before = "";
    for (const token of tokens(text)) {
      // "googlebot: noindex", also with a space before the colon.
      const [, written = "", colon, after = ""] = /^([^:]*)(:?)(.*)$/.exec(token) ?? [];
      const name = written || before;
      if (colon && /^[a-z]/.test(name) && !KNOWN.test(name)) agent = name;
      const rule = colon && (name === agent || !written) ? after : token;
      before = token;
      for (const directive of DIRECTIVES) {
        const says = rule === directive || (rule === "none" && directive === "noindex");
        if (says && isNew(directive, from, agent)) signals[directive].push({ agent, from });
      }
    }
  };
  const addTdm = (name: string, value: string, from: OptOutSource): void => {
    // A repeated header arrives joined; a single reservation among its values counts.
    if (name === "tdm-reservation" && /^[01](\s*,\s*[01])*$/.test(value))
      signals.tdmReservation ??= { reserved: value.includes("1"), from };
    if (name === "tdm-policy" && value) signals.tdmPolicy ??= { url: value, from };
  };

  for (const { rel, url } of page.links) for (const from of tokens(rel)) addLicense(from, url);
  for (const meta of page.metas) {
    const name = meta.name.trim().toLowerCase();
    const content = meta.content.trim();
    addTdm(name, content, "meta");
    addLicense(name, content);
    // Some pages put the header's name into a meta (`http-equiv`).
    if (name === "robots" || name === "x-robots-tag") addRules(content, "*", "meta");
    else if (name && isForRobot(name, content)) addRules(content, name, "meta");
  }
  for (const [header, value] of headerFields(headers)) {
    const name = header.toLowerCase();
    addTdm(name, value.trim(), "header");
    if (name === "x-robots-tag") addRules(value, "*", "header");
    if (name === "link") {
      for (const { url, rel } of parseLinkHeader(value)) for (const from of tokens(rel)) addLicense(from, url);
    }
  }
  return signals;
}

/** A meta's name is a robot's if it looks like one, or if its content is only robots rules ("none" needs more). */
function isForRobot(name: string, content: string): boolean {
  if (/bot\b/.test(name)) return true;
  if (DESCRIPTIVE.test(name)) return false;
  if (!/(^|[\s,])no(?!ne\b)/i.test(content)) return false;
  return tokens(content).every((rule) => KNOWN.test(rule));
}

/** A rule's colon belongs to the word before it; a comma inside a date only leaves meaningless tokens. */
function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}
