import { Alt2imgError } from "@alt2img/core";

/**
 * The `urlkey` of a URL in the index of Common Crawl, and in every pywb index: the Sort-friendly URI Reordering
 * Transform of the canonicalised URL. It drops the scheme, a leading `www`, user information, default ports, session
 * identifiers, the fragment and a trailing slash; it normalises escapes, turns path and query to lower case, and sorts
 * the query.
 *
 * The result is the same as from the Python package `surt` 0.3.1, which Common Crawl's indexer uses, even where its rules
 * are crude: `www.com` becomes `com)/`, and IPv4 addresses are reversed like names. One difference: a host with non-ASCII
 * letters and with characters that no host may have (`http://é;x/`) is escaped here, but put into Punycode there.
 *
 * @example
 * ```ts
 * import { surt } from "@alt2img/crawl";
 *
 * console.log(surt("https://www.Example.com:443/Path/?b=2&a=1#top")); // com,example)/path?a=1&b=2
 * ```
 * @param url a URL; without a scheme it is read as `http://`
 * @returns ASCII; `"-"` for the empty string
 * @throws Alt2imgError `crawl/surt-port` when the port isn't a number from 0 to 65535
 * @see http://crawler.archive.org/articles/user_manual/glossary.html#surt
 * @see https://github.com/internetarchive/surt
 */
export function surt(url: string): string {
  if (url === "") return "-";
  if (url.startsWith("filedesc")) return url;
  const { scheme, host, port, path, query } = split(toByteString(url), url);
  const key = host ? `${hostKey(host, scheme)}${portSuffix(port, scheme)})` : `${scheme}:`;
  const canonicalQuery = query ? queryKey(query) : "";
  const canonicalPath = pathKey(path, host !== "") || (canonicalQuery === "" ? "" : "/");
  return canonicalQuery === "" ? key + canonicalPath : `${key}${canonicalPath}?${canonicalQuery}`;
}

/** Each field is a string of bytes (code units 0 to 255), empty where that part is missing. */
type UrlParts = { scheme: string; host: string; port: number | undefined; path: string; query: string };

// RFC 2396, appendix B, with an explicit list of the scheme's characters.
const URL_PARTS = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/;

function split(bytes: string, original: string): UrlParts {
  let url = bytes.replace(/^[ \t\n\r\v\f]+|[ \t\n\r\v\f]+$/g, "").replace(/[\n\r\t]/g, "");
  if (!/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(url)) url = `http://${url}`;
  // Links such as http://https/example.org and http://http://example.org are common mistakes.
  url = url.replace(/^(https?:\/\/)+/, "$1");
  const [, scheme = "", authority = "", path = "", query = ""] = URL_PARTS.exec(url) ?? [];
  const server = authority.replace(/:+$/, "").replace(/^.*@/s, "");
  const [, bracketed, plain, portText] = /^(?:[^[]*\[([^\]]*)\]?[^:]*|([^:[]*))(?::(.*))?$/s.exec(server) ?? [];
  const host = (bracketed ?? plain ?? "").replace(/^[^%]*/, lowerCase);
  const port = parsePort(portText, original);
  if (host === "" && path !== "" && scheme.startsWith("http")) {
    const [, name = "", rest = ""] = /^\/*([^/]*)\/?(.*)$/s.exec(path) ?? [];
    return { scheme, host: canonicalHost(name), port, path: `/${rest}`, query };
  }
  return { scheme, host: canonicalHost(host), port, path, query };
}

function parsePort(text: string | undefined, url: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Alt2imgError("crawl/surt-port", `The port of ${url} is “${text}”; it must be a number from 0 to 65535.`);
  }
  return port === 0 ? undefined : port;
}

function portSuffix(port: number | undefined, scheme: string): string {
  const { [lowerCase(scheme)]: usual } = { http: 80, https: 443 } as Record<string, number>;
  return port === undefined || port === usual ? "" : `:${port}`;
}

function canonicalHost(host: string): string {
  if (host === "") return "";
  let name = unescapeRepeatedly(host);
  if (/[\x80-\xff]/.test(name)) name = internationalName(name) ?? name;
  name = name.replaceAll("..", ".").replace(/^\.+|\.+$/g, "");
  return ipv4(name) ?? lowerCase(escapeOnce(name));
}

function hostKey(host: string, scheme: string): string {
  const name = scheme === "dns" ? host : host.replace(/^www\d*\./, "");
  return name.split(".").reverse().join(",");
}

/** IDNA 2003, which maps or drops the four characters that newer versions keep. */
function internationalName(bytes: string): string | undefined {
  const name = new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
    .replace(/\u200c|\u200d|\ufffd/g, "")
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ");
  const labels = name.split(/[.\u3002\uff0e\uff61]/).map(asciiLabel);
  // Only the last label may be empty.
  const isName = labels.every((label, i) => label !== undefined && (label !== "" || i === labels.length - 1));
  return isName ? labels.join(".") : undefined;
}

/** A label in the form that DNS uses; `undefined` where it isn't a valid label. */
function asciiLabel(label: string): string | undefined {
  if (!/[^\x00-\x7f]/.test(label)) return label.length < 64 ? label : undefined;
  if (/[\s#%/:<>?@[\\\]^`|]/.test(label)) return undefined;
  try {
    const { hostname } = new URL(`http://${label}.example/`);
    const ascii = hostname.slice(0, -".example".length);
    return ascii.length > 0 && ascii.length < 64 ? ascii : undefined;
  } catch {
    return undefined;
  }
}

/** An address in any form that C's `inet_aton` accepts, as a dotted quad; `undefined` for other hosts. */
function ipv4(host: string): string | undefined {
  let value: bigint;
  if (/^\d+$/.test(host)) {
    value = BigInt(host) & 0xffffffffn;
  } else {
    if (!/^(?:[1-9]\d*(?:\.\d+){0,3}|0[0-7]*(?:\.[0-7]+){0,3})$/.test(host)) return undefined;
    const parts = host.split(".");
    if (parts.some((part) => /^0\d*[89]/.test(part))) return undefined;
    const numbers = parts.map((part) => BigInt(/^0\d/.test(part) ? `0o${part.slice(1)}` : part));
    const last = numbers.pop()!;
    if (numbers.some((part) => part > 255n) || last >= 1n << BigInt(8 * (4 - numbers.length))) return undefined;
    value = numbers.reduce((sum, part, i) => sum | (part << BigInt(24 - 8 * i)), last);
  }
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
}

function pathKey(path: string, isHierarchical: boolean): string {
  const plain = unescapeRepeatedly(path);
  let key = lowerCase(escapeOnce(isHierarchical ? withoutDotSegments(plain) : plain));
  for (const session of PATH_SESSIONS) key = key.replace(session, "$1$2");
  return key.length > 1 && key.endsWith("/") ? key.slice(0, -1) : key;
}

// ASP.NET's session identifiers, with and without the letters that mark them.
const PATH_SESSIONS = [
  /^(.*\/)\((?:[a-z]\([0-9a-z]{24}\))+\)\/([^?]+\.aspx.*)$/i,
  /^(.*\/)\([0-9a-z]{24}\)\/([^?]+\.aspx.*)$/i,
];

const QUERY_SESSIONS = [
  /^(.*)jsessionid=[0-9a-z]{32}(?:&(.*))?$/i,
  /^(.*)phpsessid=[0-9a-z]{32}(?:&(.*))?$/i,
  /^(.*)sid=[0-9a-z]{32}(?:&(.*))?$/i,
  /^(.*)aspsessionid[a-z]{8}=[a-z]{24}(?:&(.*))?$/i,
  /^(.*)cfid=[^&]+&cftoken=[^&]+(?:&(.*))?$/i,
];

function queryKey(query: string): string {
  let key = escapeOnce(unescapeRepeatedly(query));
  for (const session of QUERY_SESSIONS) key = key.replace(session, (_, before: string, after = "") => before + after);
  const fields = lowerCase(key).split("&");
  // By name, then by value; a name without “=” comes before the same name with it.
  const sortable = fields.map((field) => [field.replace(/=.*/s, ""), field] as const);
  sortable.sort(([a, fieldA], [b, fieldB]) => compare(a, b) || compare(fieldA, fieldB));
  return sortable.map(([, field]) => field).join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Resolves `.` and `..` and drops empty segments; `..` at the root stays, as in the reference. */
function withoutDotSegments(path: string): string {
  if (path === "") return "/";
  const kept: string[] = [];
  for (const segment of path.split("/").slice(1)) {
    if (segment === ".") continue;
    if (segment === ".." && kept.length > 0) kept.pop();
    else kept.push(segment);
  }
  const last = kept.pop() ?? "";
  return `/${kept
    .filter((segment) => segment !== "")
    .map((segment) => `${segment}/`)
    .join("")}${last}`;
}

/** Decodes escapes until there are none left, including those that result from decoding, in one pass. */
function unescapeRepeatedly(text: string): string {
  if (!text.includes("%")) return text;
  const bytes: string[] = [];
  for (const byte of text) {
    bytes.push(byte);
    while (bytes.length >= 3 && bytes.at(-3) === "%" && isHexDigit(bytes.at(-2)!) && isHexDigit(bytes.at(-1)!)) {
      const [high, low] = bytes.splice(-2);
      bytes[bytes.length - 1] = String.fromCharCode(Number.parseInt(`${high}${low}`, 16));
    }
  }
  return bytes.join("");
}

function isHexDigit(text: string): boolean {
  return /^[0-9a-fA-F]$/.test(text);
}

/** Escapes everything but printable ASCII, and also “#” and “%”. */
function escapeOnce(text: string): string {
  return text.replace(/[^!"$&-~]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The UTF-8 bytes of a text, as one code unit each. */
function toByteString(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
