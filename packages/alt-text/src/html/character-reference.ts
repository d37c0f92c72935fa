import { namedReference } from "./named-reference.js";

/**
 * `text` with its character references resolved as the HTML tokenizer does.
 * @param context in an attribute a name without semicolon is text when a letter, digit or `=` follows (`?a=b&copy=1`)
 * @see https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
 */
export function decodeCharacterReferences(text: string, context: "text" | "attribute"): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let decoded = "";
  let done = 0;
  while (at >= 0) {
    const found = text.charCodeAt(at + 1) === 35 ? numeric(text, at + 2) : named(text, at + 1, context);
    if (found !== undefined) {
      decoded += text.slice(done, at) + found.text;
      done = found.end;
    }
    at = text.indexOf("&", Math.max(done, at + 1));
  }
  return decoded + text.slice(done);
}

type Reference = { text: string; end: number };

function numeric(text: string, at: number): Reference | undefined {
  const pattern = /[xX]([0-9a-fA-F]+);?|([0-9]+);?/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, hexadecimal, decimal] = match;
  const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return { text: characterOf(code), end: pattern.lastIndex };
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252_C1[code - 0x80]!;
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\uFFFD";
  return String.fromCodePoint(code);
}

function named(text: string, at: number, context: "text" | "attribute"): Reference | undefined {
  const pattern = /[0-9A-Za-z]+/y;
  pattern.lastIndex = at;
  const run = pattern.exec(text)?.[0];
  if (run === undefined) return undefined;
  const runEnd = at + run.length;
  if (text.charCodeAt(runEnd) === 59) {
    const whole = namedReference(`${run};`);
    if (whole !== undefined) return { text: whole, end: runEnd + 1 };
  }
  for (let length = Math.min(run.length, LONGEST_WITHOUT_SEMICOLON); length > 1; length--) {
    const found = namedReference(run.slice(0, length));
    if (found === undefined) continue;
    const followed = length < run.length || text.charCodeAt(runEnd) === 61;
    return context === "attribute" && followed ? undefined : { text: found, end: at + length };
  }
  return undefined;
}

/** `&#128;` to `&#159;` mean what these bytes do in windows-1252. */
const WINDOWS_1252_C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** As `Aacute`, `brvbar`, `frac12`: the longest names that may stand without semicolon. */
const LONGEST_WITHOUT_SEMICOLON = 6;
