/** Python's `\s`, as a class for a pattern. JavaScript's also has U+FEFF, and lacks U+001C to U+001F and U+0085. */
export const PYTHON_SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

const runs = new RegExp(`${PYTHON_SPACE}+`, "g");

/** Every run of white space becomes one space; none is left at the ends. Python's `re.sub(r"\s+", " ", text).strip()`. */
export function collapseWhiteSpace(text: string): string {
  return text.replace(runs, " ").replace(/^ | $/g, "");
}
