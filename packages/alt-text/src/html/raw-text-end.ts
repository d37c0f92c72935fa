import { equalsIgnoringCase } from "./tag-name.js";
import { isSpace } from "./white-space.js";

/**
 * The `<` of the end tag of `name` that closes the raw text (RAWTEXT or RCDATA) that starts at `at`; -1 when nothing
 * closes it.
 */
export function rawTextEnd(html: string, at: number, name: string): number {
  return name === "plaintext" ? -1 : endTag(html, at, name);
}

/** The same for script data; `name` is the element's name, `script`. */
export function scriptDataEnd(html: string, at: number, name: string): number {
  const end = endTag(html, at, name);
  const escaped = html.slice(at, end < 0 ? html.length : end).indexOf("<!--");
  return escaped < 0 ? end : escapedScriptEnd(html, at + escaped, name);
}

function endTag(html: string, at: number, name: string): number {
  for (;;) {
    at = html.indexOf("</", at);
    if (at < 0) return -1;
    const end = at + 2 + name.length;
    if (end < html.length && equalsIgnoringCase(html, at + 2, name)) {
      const code = html.charCodeAt(end);
      if (code === 62 || code === 47 || isSpace(code)) return at;
    }
    at += 2;
  }
}

/**
 * Between `<!--` and `-->`, a script may contain another `<script`, which must be closed first.
 * @see https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state
 */
function escapedScriptEnd(html: string, at: number, name: string): number {
  const marks = /<!--|-->|<(\/?)([a-z]+)(?=[\t\n\f\r />])/gi;
  let state: "plain" | "escaped" | "double escaped" = "plain";
  marks.lastIndex = at;
  for (let match = marks.exec(html); match !== null; match = marks.exec(html)) {
    const [mark, slash, tag] = match;
    const isTag = (wanted: string): boolean => tag?.length === wanted.length && equalsIgnoringCase(tag, 0, wanted);
    if (mark === "-->") {
      state = "plain";
    } else if (mark === "<!--") {
      if (state === "plain") state = "escaped";
      // Its dashes may also belong to a `-->`.
      marks.lastIndex -= 2;
    } else if (slash === "/") {
      if (state !== "double escaped" && isTag(name)) return match.index;
      if (state === "double escaped" && isTag("script")) state = "escaped";
    } else if (state === "escaped" && isTag("script")) {
      state = "double escaped";
    }
  }
  return -1;
}
