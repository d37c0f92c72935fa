/** A candidate of a `srcset` as written: a URL that isn't resolved yet, and its descriptor (`"2x"`, `"800w"`), if any. */
export type SrcsetCandidate = { url: string; descriptor?: string };

/**
 * The candidates of a `srcset` attribute. Candidates whose descriptors are an error in the specification are left out.
 * @see https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
 */
export function parseSrcset(srcset: string): SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  for (let at = 0; ; ) {
    while (at < srcset.length && (isSpace(srcset[at]!) || srcset[at] === ",")) at++;
    if (at === srcset.length) return candidates;
    const start = at;
    while (at < srcset.length && !isSpace(srcset[at]!)) at++;
    // Commas inside a URL are part of it; commas at its end mean that it has no descriptor.
    let end = at;
    while (srcset[end - 1] === ",") end--;
    const url = srcset.slice(start, end);
    if (end < at) {
      candidates.push({ url });
      continue;
    }
    const descriptorsEnd = endOfDescriptors(srcset, at);
    const descriptor = validDescriptor(srcset.slice(at, descriptorsEnd));
    if (descriptor === "") candidates.push({ url });
    else if (descriptor !== undefined) candidates.push({ url, descriptor });
    at = descriptorsEnd;
  }
}

const isSpace = (unit: string): boolean => " \t\n\f\r".includes(unit);

/** The first comma that isn't in parentheses. */
function endOfDescriptors(srcset: string, start: number): number {
  let inParentheses = false;
  for (let at = start; at < srcset.length; at++) {
    const unit = srcset[at];
    if (inParentheses) inParentheses = unit !== ")";
    else if (unit === ",") return at;
    else inParentheses = unit === "(";
  }
  return srcset.length;
}

const FLOAT = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Empty without a descriptor, `undefined` if the descriptors are an error. */
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
  return height && width === undefined ? undefined : (width ?? density ?? "");
}
