import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { hammingIndex, parseHash64 } from "../funnel/rules/hamming-index.js";
import type { PairRule } from "../rules/pair-rule.js";
import { addressKey } from "./address-key.js";

/** What people don't want to have in a dataset. Plain data. */
export type OptOutList = {
  /** Domains with all below them: `example.org` is `www.example.org`, too. Of images, and of the pages that they are on. */
  domains: string[];
  /** Addresses of images. One with `http` also means the one with `https`, and the reverse. */
  urls: string[];
  /** SHA-256 of image files, in 64 hexadecimal digits. */
  sha256: string[];
  /** Perceptual hashes of pictures, in 16 hexadecimal digits, as `pHash` of `@alt2img/image` gives them. */
  phash: string[];
};

const KINDS: { readonly [kind: string]: { key: keyof OptOutList; parse: (value: string) => string | undefined } } = {
  domain: { key: "domains", parse: parseDomain },
  image: { key: "urls", parse: parseAddress },
  sha256: { key: "sha256", parse: (value) => (/^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : undefined) },
  phash: { key: "phash", parse: (value) => (parseHash64(value) === undefined ? undefined : value.toLowerCase()) },
};

/**
 * Reads a list: a line for each entry, `domain example.org`, `image https://example.org/a.jpg`, `sha256 …` or `phash …`. Empty lines,
 * and what comes after a `#` at the beginning or after a space, are comments.
 *
 * @throws Alt2imgError `dataset/opt-out-list` for any other line: an opt-out that isn't understood must not be lost
 */
export function parseOptOutList(text: string): OptOutList {
  const list: OptOutList = { domains: [], urls: [], sha256: [], phash: [] };
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.replace(/(?:^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const [, name = "", value = ""] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    const kind = name.toLowerCase();
    const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    const parsed = known?.parse(value);
    if (known === undefined || parsed === undefined) {
      throw new Alt2imgError(
        "dataset/opt-out-list",
        `Line ${i + 1} of the opt-out list is “${line.slice(0, 100)}”; it must be ${Object.keys(KINDS).join(", ")} with a value of that kind.`,
      );
    }
    list[known.key].push(parsed);
  }
  return list;
}

/** The list as text that `parseOptOutList` reads, sorted and without repetitions. */
export function formatOptOutList(list: OptOutList): string {
  const lines = Object.entries(KINDS).flatMap(([kind, { key }]) =>
    [...new Set(list[key])].sort().map((value) => `${kind} ${value}\n`),
  );
  return lines.join("");
}

export type OptOutListOptions = {
  /** In how many of 64 bits the perceptual hash (column `phash`) of a listed picture may differ, from 0 to 16. Default 4. */
  distance?: number | undefined;
};

/**
 * Leaves out pairs that a list names: by the domain of the image or its page, by the address, and, if the pair has these columns,
 * by `sha256` or `phash` of the image.
 *
 * @throws Alt2imgError `dataset/hash-distance`; `dataset/opt-out-list` for an entry that `parseOptOutList` would refuse
 */
export function respectOptOutList(list: OptOutList, { distance = 4 }: OptOutListOptions = {}): PairRule {
  if (!(Number.isInteger(distance) && distance >= 0 && distance <= 16)) {
    throw new Alt2imgError("dataset/hash-distance", `distance is ${distance}; it must be a whole number from 0 to 16.`);
  }
  const { domains, urls, sha256, phash } = parseOptOutList(formatOptOutList(list));
  const listed = { domains: new Set(domains), urls: new Set(urls.map(addressKey)), sha256: new Set(sha256) };
  const pictures = hammingIndex(distance);
  for (const hash of phash) pictures.add(parseHash64(hash)!);
  return {
    name: "on an opt-out list",
    keep(pair) {
      if (isOfDomain(pair.imageUrl, listed.domains) || isOfDomain(pair.pageUrl, listed.domains)) return false;
      const address = urls.length === 0 ? undefined : addressKey(pair.imageUrl);
      if (address !== undefined && listed.urls.has(address)) return false;
      const file = textOf(pair, "sha256");
      if (file !== undefined && listed.sha256.has(file.toLowerCase())) return false;
      const picture = phash.length === 0 ? undefined : textOf(pair, "phash");
      const hash = picture === undefined ? undefined : parseHash64(picture);
      return hash === undefined || pictures.nearest(hash) === undefined;
    },
  };
}

/** Names on the Internet have 253 characters at most, and a dot at the end. */
export const MAX_HOST_CHARACTERS = 254;

/** Whether the address belongs to one of the domains, or to one below. */
function isOfDomain(url: string, domains: ReadonlySet<string>): boolean {
  if (domains.size === 0 || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  if (hostname.length > MAX_HOST_CHARACTERS) return false;
  let host = hostname.replace(/\.+$/, "");
  while (host !== "") {
    if (domains.has(host)) return true;
    const dot = host.indexOf(".");
    host = dot === -1 ? "" : host.slice(dot + 1);
  }
  return false;
}

/**
 * As `URL` writes it, in lower case and Punycode, without the `*.` or `.` that other lists begin names with.
 *
 * @returns `undefined` for anything else with a `*`, and for what isn't a name
 */
export function parseDomain(value: string): string | undefined {
  if (value.length > MAX_HOST_CHARACTERS || /[\s/?#@:\\]/.test(value) || !URL.canParse(`https://${value}/`))
    return undefined;
  const name = new URL(`https://${value}/`).hostname.replace(/^\*?\.|\.+$/g, "");
  return name === "" || /\*|^\.|\.\./.test(name) ? undefined : name;
}

function parseAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  url.hash = "";
  // `host.example:80/a.jpg` is an address of the scheme “host.example”, which no picture has.
  return /^(?:https?|file):$/.test(url.protocol) ? url.href : undefined;
}

function textOf(pair: ImageTextPair, column: string): string | undefined {
  const value: unknown = Object.hasOwn(pair, column) ? Reflect.get(pair, column) : undefined;
  return typeof value === "string" ? value : undefined;
}
