import { isSpace } from "../html/white-space.js";

/** One candidate of a `srcset` as written: a URL not yet resolved, and its descriptor (`"2x"`, `"800w"`), if any. */
export type SrcsetCandidate = { url: string; descriptor?: string };

/**
 * The candidates of a `srcset` attribute. Those whose descriptors the specification calls an error are left out.
 * @see https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
 */
export function parseSrcset(input: string): SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  let at = 0;
  while (true) {
    while (at < input.length && (isSpace(input.charCodeAt(at)) || input[at] === ",")) at++;
    if (at >= input.length) return candidates;
    const start = at;
    while (at < input.length && !isSpace(input.charCodeAt(at))) at++;
    let end = at;
    while (input[end - 1] === ",") end--;
    const url = input.slice(start, end);
    if (end < at) {
      candidates.push({ url });
      continue;
    }
    const descriptorsEnd = endOfDescriptors(input, at);
    const descriptor = validDescriptor(input.slice(at, descriptorsEnd));
    if (descriptor === "") candidates.push({ url });
    else if (descriptor !== undefined) candidates.push({ url, descriptor });
    at = descriptorsEnd + 1;
  }
}

// Commas in parentheses are part of a descriptor.
function endOfDescriptors(input: string, at: number): number {
  let inParentheses = false;
  for (; at < input.length; at++) {
    const char = input[at];
    if (inParentheses) inParentheses = char !== ")";
    else if (char === ",") return at;
    else inParentheses = char === "(";
  }
  return at;
}

const FLOAT = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Empty when there is none, `undefined` when they are an error. */
function validDescriptor(descriptors: string): string | undefined {
  let width: string | undefined;
  let density: string | undefined;
  let height = false;
  for (const descriptor of descriptors.split(/[\t\n\f\r ]+/)) {
    if (descriptor === "") continue;
    const number = descriptor.slice(0, -1);
    const unit = descriptor.at(-1);
    if (unit === "w" && /^\d+$/.test(number) && Number(number) > 0 && width === undefined && density === undefined) {
      width = descriptor;
    } else if (unit === "x" && FLOAT.test(number) && Number(number) >= 0 && !width && !density && !height) {
      density = descriptor;
    } else if (unit === "h" && /^\d+$/.test(number) && Number(number) > 0 && !height && density === undefined) {
      height = true;
    } else {
      return undefined;
    }
  }
  if (height && width === undefined) return undefined;
  return width ?? density ?? "";
}
