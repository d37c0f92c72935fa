import type { Example, Gloss } from "../gloss.js";

/**
 * The parts of a gloss in Princeton's files: the definition, then examples in quotation marks, each after a semicolon, and
 * sometimes followed by its source (`"…"- Shakespeare`).
 */
export function parseGloss(gloss: string): Gloss {
  const text = gloss.trim();
  const start = /(?:^|[;:,.]\s*|\)\s*)"/.exec(text);
  const definition = start === null ? text : text.slice(0, start.index + start[0].length - 1);
  const examples: Example[] = [];
  const rest = start === null ? "" : text.slice(definition.length);
  for (const [, quoted = "", after = ""] of rest.matchAll(/"([^"]*)"?([^"]*)/g)) {
    const source = after
      .replace(/^[\s\-–—]+/, "")
      .replace(/[;,\s]+$/, "")
      .trim();
    if (quoted.trim() !== "") examples.push(source === "" ? { text: quoted } : { text: quoted, source });
  }
  const trimmed = definition.replace(/[;:,\s]+$/, "");
  return { definitions: trimmed === "" ? [] : [{ text: trimmed }], examples };
}
