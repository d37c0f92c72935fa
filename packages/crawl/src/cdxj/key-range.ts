import { Alt2imgError } from "@alt2img/core";
import { surt } from "../surt.js";

/**
 * Which captures a URL stands for: its own (`exact`), those below its path (`prefix`), of its host, or of its host
 * and all hosts below that (`domain`).
 */
export type MatchType = "exact" | "prefix" | "host" | "domain";

const MATCH_TYPES: readonly MatchType[] = ["exact", "prefix", "host", "domain"];

/** All keys that match lie in [`start`, `end`), in the order of bytes; not all that lie there match. */
export type KeyRange = { start: string; end: string; matches: (key: string) => boolean };

/**
 * The part of a sorted index that holds the captures of a URL.
 * @see https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html#matchtype
 */
export function keyRange(url: string, matchType: MatchType): KeyRange {
  const key = surt(url);
  const host = key.replace(/\).*$/s, "");
  switch (matchType) {
    case "exact":
      return { start: key, end: `${key}\0`, matches: (candidate) => candidate === key };
    case "prefix":
      // The key has lost a slash at the end of the path, which here says that a directory is meant.
      return startingWith(url.endsWith("/") && !key.endsWith("/") ? `${key}/` : key);
    case "host":
      return startingWith(`${host})`);
    case "domain":
      return {
        start: `${host})`,
        end: `${host}-`,
        matches: (candidate) => candidate.startsWith(`${host})`) || candidate.startsWith(`${host},`),
      };
    default:
      throw new Alt2imgError(
        "crawl/match-type",
        `matchType is ${JSON.stringify(matchType)}; it must be one of ${MATCH_TYPES.join(", ")}.`,
      );
  }
}

function startingWith(prefix: string): KeyRange {
  const last = prefix.charCodeAt(prefix.length - 1);
  const end = prefix.slice(0, -1) + String.fromCharCode(last + 1);
  return { start: prefix, end, matches: (candidate) => candidate.startsWith(prefix) };
}
