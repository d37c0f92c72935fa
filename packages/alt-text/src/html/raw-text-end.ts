import { equalsIgnoringCase } from "./tag-name.js";
import { isSpace } from "./white-space.js";

/**
 * The `<` of the end tag that closes the raw text (RAWTEXT, RCDATA or script data) of `name` that starts at `at`;
 * -1 when nothing closes it.
 */
export function rawTextEnd(html: string, at: number, name: string): number {
  if (name === "plaintext") return -1;
  const end = endTag(html, at, name);
  if (name !== "script") return end;
  const escaped = html.slice(at, end < 0 ? html.length : end).indexOf("<!--");
  return escaped < 0 ? end : escapedScriptEnd(html, at + escaped);
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
 * Between `<!--` and `-->` a script may hold another `<script`, which has to be closed first.
 * @see https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state
 */
function escapedScriptEnd(html: string, at: number): number {
  const marks = /<!--|-->|<\/script(?=[\t\n\f\r />])|<script(?=[\t\n\f\r />])/gi;
  let state: "plain" | "escaped" | "double escaped" = "plain";
  marks.lastIndex = at;
  for (let match = marks.exec(html); match !== null; match = marks.exec(html)) {
    const mark = match[0];
    if (mark === "-->") {
      state = "plain";
    } else if (mark === "<!--") {
      if (state === "plain") state = "escaped";
      // Its dashes may belong to a `-->` too.
      marks.lastIndex -= 2;
    } else if (mark.startsWith("</")) {
      if (state !== "double escaped") return match.index;
      state = "escaped";
    } else if (state === "escaped") {
      state = "double escaped";
    }
  }
  return -1;
}
