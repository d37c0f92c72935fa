/** A MIME type. Plain data, but not JSON: `parameters` is a map. */
export type MimeType = {
  /** Type and subtype, in lower case: `text/html`. */
  essence: string;
  /** Names in lower case, values as written, without quotes. */
  parameters: ReadonlyMap<string, string>;
};

// Not `whatwg-mimetype`, which parses a type but doesn't extract it from header lines, and brings along 24 kB of sniffing
// tables in CommonJS. A fuzz test compares the two.

const TOKEN = "[!#$%&'*+\\-.^_`|~\\w]+";
const ESSENCE = new RegExp(`^[\\t\\n\\r ]*(${TOKEN}/${TOKEN})[\\t\\n\\r ]*(?=;|$)`);
const NAME = new RegExp(`^${TOKEN}$`);
/** A name, and after “=” a quoted value (anything after the closing quote is ignored) or a value without quotes. */
const PARAMETER = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]+|\\[\s\S]?)*)"?[^;]*|([^;]*)))?/g;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Parses one MIME type.
 *
 * @returns `undefined` for an invalid type, such as `"text/html"` in quotes or `text/html charset=utf-8`
 * @see https://mimesniff.spec.whatwg.org/#parsing-a-mime-type
 */
function parseMimeType(text: string): MimeType | undefined {
  const found = ESSENCE.exec(text);
  if (found === null) return undefined;
  const parameters = new Map<string, string>();
  if (found[0].length < text.length) {
    for (const [, name = "", quoted, plain = ""] of withoutEndSpace(text).matchAll(PARAMETER)) {
      const value = quoted?.replace(/\\([\s\S])/g, "$1") ?? withoutEndSpace(plain);
      if ((value === "" && quoted === undefined) || !NAME.test(name) || !VALUE.test(value)) continue;
      if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
    }
  }
  return { essence: found[1]!.toLowerCase(), parameters };
}

function withoutEndSpace(text: string): string {
  let end = text.length;
  while ("\t\n\r ".includes(text.charAt(end - 1)) && end > 0) end--;
  return text.slice(0, end);
}

/** A value in a comma-separated list. A comma in a quoted string is part of the value. */
const LISTED = /(?:[^",]+|"(?:[^"\\]+|\\[\s\S]?)*"?)+/g;

/**
 * The MIME type of an HTTP message: the last valid one of all its `Content-Type` lines, each of which may list several.
 * If the last one has no `charset`, it gets the `charset` of an earlier one of the same type.
 *
 * @param values of the lines, in order; lines that are joined by commas give the same result
 * @returns `undefined` where none is valid: then the bytes decide
 * @see Fetch, “extract a MIME type”, https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
export function extractMimeType(values: readonly string[]): MimeType | undefined {
  let last: MimeType | undefined;
  let charset: string | undefined;
  for (const value of values.join(", ").match(LISTED) ?? []) {
    const parsed = parseMimeType(value);
    if (parsed === undefined || parsed.essence === "*/*") continue;
    const own = parsed.parameters.get("charset");
    charset = own ?? (parsed.essence === last?.essence ? charset : undefined);
    last = parsed;
  }
  if (last === undefined || charset === undefined || last.parameters.has("charset")) return last;
  return { essence: last.essence, parameters: new Map([...last.parameters, ["charset", charset]]) };
}
