import { tagId } from "../html/tag-name.js";
import type { Tokenizer } from "../html/tokenizer.js";
import { collapseSpace } from "../html/white-space.js";

const [IMG, INPUT, METER, PROGRESS] = ["img", "input", "meter", "progress"].map(tagId);

/** Types of `input` whose value isn't what a person would read out. */
const WITHOUT_VALUE: readonly string[] = "hidden checkbox radio password color file date".split(" ");
const BUTTONS: readonly string[] = "button submit reset image".split(" ");
const RANGES: readonly string[] = "meter progressbar scrollbar slider spinbutton".split(" ");

/**
 * The value of a control that is embedded in a name's content, which wins over everything that names the control
 * itself; `undefined` if the element has none.
 * @see https://www.w3.org/TR/accname-1.2/#comp_embedded_control
 */
export function embeddedValue(tokenizer: Tokenizer): string | undefined {
  const { tag } = tokenizer;
  const role = tokenizer.attribute("role")?.trim().toLowerCase() ?? "";
  const type = tag === INPUT ? (tokenizer.attribute("type")?.toLowerCase() ?? "text") : "";
  const hasValue =
    tag === METER || tag === PROGRESS || (tag === INPUT && !WITHOUT_VALUE.includes(type) && !BUTTONS.includes(type));
  const isRange = RANGES.includes(role) || tag === METER || tag === PROGRESS || type === "range" || type === "number";
  const value =
    (isRange ? (tokenizer.attribute("aria-valuetext") ?? tokenizer.attribute("aria-valuenow")) : undefined) ??
    (hasValue ? tokenizer.attribute("value") : undefined);
  return collapseSpace(value ?? "") || undefined;
}

/**
 * What an element without content says if no ARIA attribute names it: the alternative of an image, the value of a button or
 * a field; `undefined` if it has none, so that its `title` counts.
 */
export function ownText(tokenizer: Tokenizer): string | undefined {
  const { tag } = tokenizer;
  if (tag !== IMG && tag !== INPUT) return undefined;
  const type = tag === INPUT ? (tokenizer.attribute("type")?.toLowerCase() ?? "") : "image";
  if (WITHOUT_VALUE.includes(type)) return undefined;
  const text = tokenizer.attribute(type === "image" ? "alt" : "value");
  if (text !== undefined && (tag === IMG || collapseSpace(text) !== "")) return collapseSpace(text);
  // A placeholder is the last resort.
  return tokenizer.attributeIndex("title") >= 0
    ? undefined
    : collapseSpace(tokenizer.attribute("placeholder") ?? "") || undefined;
}
