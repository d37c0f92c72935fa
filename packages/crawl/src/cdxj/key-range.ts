import { Alt2imgError } from "@alt2img/core";
import { checkOneOf } from "../one-of.js";
import { surt } from "../surt.js";

/**
 * Which captures a URL stands for: its own (`exact`), those below its path (`prefix`), those of its host (`host`), or
 * those of its host and all its subdomains (`domain`).
 */
export type MatchType = "exact" | "prefix" | "host" | "domain";

const MATCH_TYPES: readonly MatchType[] = ["exact", "prefix", "host", "domain"];

/** What to look for in an index. */
export type Sought = { url: string; matchType: MatchType };

/**
 * Reads the wildcard of a URL, which overrides `matchType`: `*.example.org` is a domain, `example.org/a/*` a prefix.
 *
 * @throws Alt2imgError `crawl/empty-url` where there is no URL; `crawl/match-type`
 * @see https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html#matchtype
 */
export function soughtBy(url: string, matchType: MatchType): Sought {
  checkOneOf("crawl/match-type", "matchType", matchType, MATCH_TYPES);
  const sought: Sought = url.startsWith("*.")
    ? { url: url.slice(2), matchType: "domain" }
    : url.endsWith("*")
      ? { url: url.slice(0, -1), matchType: "prefix" }
      : { url, matchType };
  if (/^(?:https?:\/\/)?$/i.test(sought.url.trim())) {
    throw new Alt2imgError(
      "crawl/empty-url",
      `“${url}” isn't a URL to search for. Give one such as example.org/a, example.org/* or *.example.org.`,
    );
  }
  return sought;
}

/** All matching keys are in [`start`, `end`), in byte order; not all keys in that range match. */
export type KeyRange = { start: string; end: string; matches: (key: string) => boolean };

/**
 * The part of a sorted index that holds the captures of a URL.
 * @throws what `soughtBy` and `surt` throw
 */
export function keyRange(urlOrWildcard: string, wantedType: MatchType): KeyRange {
  const { url, matchType } = soughtBy(urlOrWildcard, wantedType);
  const key = surt(url);
  const host = key.replace(/\).*$/s, "");
  switch (matchType) {
    case "exact":
      return { start: key, end: `${key}\0`, matches: (candidate) => candidate === key };
    case "prefix":
      // SURT drops a slash at the end of the path, but here it means a directory.
      return startingWith(url.endsWith("/") && !key.endsWith("/") ? `${key}/` : key);
    case "host":
      return startingWith(`${host})`);
    case "domain":
      return {
        start: `${host})`,
        end: `${host}-`,
        matches: (candidate) => candidate.startsWith(`${host})`) || candidate.startsWith(`${host},`),
      };
  }
}

function startingWith(prefix: string): KeyRange {
  const last = prefix.charCodeAt(prefix.length - 1);
  const end = prefix.slice(0, -1) + String.fromCharCode(last + 1);
  return { start: prefix, end, matches: (candidate) => candidate.startsWith(prefix) };
}
