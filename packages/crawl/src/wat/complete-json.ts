/**
 * Makes valid JSON of JSON that was cut off: it ends after the last complete value and closes everything that is open.
 *
 * @returns `undefined` if nothing is open, so that the JSON wasn't cut off
 */
export function completeJson(json: string): string | undefined {
  const closers: string[] = [];
  // Where the text can end: after a value, or after the opening bracket of a container.
  let end = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json[at]!;
    if (unit === '"') {
      const close = endOfString(json, at + 1);
      if (close < 0) break;
      at = close;
    } else if (unit === "{" || unit === "[") {
      closers.push(unit === "{" ? "}" : "]");
      end = at + 1;
    } else if (unit === "}" || unit === "]") {
      if (closers.pop() !== unit) return undefined;
      end = at + 1;
    } else if (unit === ",") {
      end = at;
    }
  }
  // No container opens or closes after `end`.
  return closers.length === 0 ? undefined : json.slice(0, end) + closers.reverse().join("");
}

function endOfString(json: string, start: number): number {
  for (let at = start; at < json.length; at++) {
    if (json[at] === "\\") at++;
    else if (json[at] === '"') return at;
  }
  return -1;
}
