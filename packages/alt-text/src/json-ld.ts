/** A schema.org `ImageObject`: a URL as written, and the first of caption, description and name. */
export type ImageObject = { url: string; text?: string; width?: number; height?: number };

/**
 * The `ImageObject`s in the text of a `script type=application/ld+json`, wherever they are nested. JSON with the usual
 * mistakes (wrapped in a comment, line breaks in strings, a closing semicolon) is still read; anything that still
 * isn't JSON is reported as `json-ld`.
 * @see https://schema.org/ImageObject
 */
export function readImageObjects(text: string, report: (code: string, message: string) => void): ImageObject[] {
  let root: unknown;
  try {
    root = parseTolerantly(text);
  } catch (error) {
    report(
      "json-ld",
      `A JSON-LD script isn't valid JSON, so it was left out: ${error instanceof Error ? error.message : ""}`,
    );
    return [];
  }
  const found: ImageObject[] = [];
  // A list instead of recursion, and from its end, so that deep nesting can't exhaust the stack.
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isObject(value)) continue;
    if (!Array.isArray(value) && isImageObject(value)) {
      const object = readImageObject(value);
      if (object !== undefined) found.push(object);
    }
    for (const child of Object.values(value).reverse()) waiting.push(child);
  }
  return found;
}

function parseTolerantly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const inner = text
      .replace(/^\s*(?:\/\/|\/\*)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*\/)?/, "")
      .replace(/\s*(?:\/\/|\/\*)?\s*(?:-->|\]\]>)\s*(?:\*\/)?\s*$/, "")
      .replace(/;\s*$/, "")
      .replace(/[\x00-\x1f]/g, " ");
    return JSON.parse(inner);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isImageObject(value: Record<string, unknown>): boolean {
  return [value["@type"]].flat().some((type) => typeof type === "string" && /(?:^|[/:])ImageObject$/.test(type));
}

function readImageObject(value: Record<string, unknown>): ImageObject | undefined {
  const url = firstString(value["contentUrl"], value["url"]);
  if (url === undefined) return undefined;
  const text = firstString(value["caption"], value["description"], value["name"]);
  const width = pixels(value["width"]);
  const height = pixels(value["height"]);
  return {
    url,
    ...(text === undefined ? {} : { text }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
}

function firstString(...values: unknown[]): string | undefined {
  for (const value of values) {
    const [first] = [value].flat();
    const text = isObject(first) ? first["@value"] : first;
    if (typeof text === "string" && text.trim() !== "") return text;
  }
  return undefined;
}

// A number, digits, `"640px"`, or a QuantitativeValue.
function pixels(value: unknown): number | undefined {
  const number = Number.parseInt(String(isObject(value) ? value["value"] : value), 10);
  return number > 0 ? number : undefined;
}
