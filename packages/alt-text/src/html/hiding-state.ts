import { attributeNameBits } from "./attributes.js";
import { DISPLAYED, GONE, INVISIBLE, VISIBLE } from "./open-elements.js";
import { tagId } from "./tag-name.js";
import type { Tokenizer } from "./tokenizer.js";

const DIALOG = tagId("dialog");
const STYLE: number = /* @__PURE__ */ attributeNameBits(["style"]);
const OTHERS: number = /* @__PURE__ */ attributeNameBits(["aria-hidden", "hidden", "inert", "popover"]);

/**
 * Whether the current start tag's attributes hide its element from assistive technology, as bits of `OpenElements`.
 * Style sheets aren't read, only the `style` attribute.
 */
export function hidingState(tokenizer: Tokenizer): number {
  const { attributeNames } = tokenizer;
  if ((attributeNames & (STYLE | OTHERS)) === 0) return 0;
  const isHidden = tokenizer.attributeIndex("hidden") >= 0;
  // The browser's own style sheet hides these, so that a `style` can show them.
  const isClosed = isHidden || tokenizer.attributeIndex("popover") >= 0;
  const state = (attributeNames & STYLE) === 0 ? 0 : styleState(tokenizer, isClosed || tokenizer.tag === DIALOG);
  if ((attributeNames & OTHERS) === 0) return state;
  const isGone =
    (isClosed && (state & DISPLAYED) === 0) ||
    (isHidden && tokenizer.attribute("hidden")?.toLowerCase() === "until-found") ||
    tokenizer.attributeIndex("inert") >= 0 ||
    tokenizer.attribute("aria-hidden")?.toLowerCase() === "true";
  return isGone ? state | GONE : state;
}

const DECLARATION =
  /(?:^|;)\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+(?:\s+[a-z-]+)*)\s*(!\s*important)?\s*(?=;|$)/gi;
/** A declaration with an unknown value is ignored, so an earlier one applies (CSS Syntax 3, §9). */
const VALUES: Record<string, RegExp> = {
  display:
    /^(?:none|contents|math|-webkit-(?:inline-)?(?:box|flex)|(?:table|ruby|inline)-[a-z-]+|(?:(?:block|inline|run-in|flow|flow-root|table|flex|grid|ruby|list-item)(?:\s+|$))+)$/,
  visibility: /^(?:visible|hidden|collapse)$/,
  "content-visibility": /^(?:visible|auto|hidden)$/,
};
const IN_ANY_PROPERTY = /^(?:inherit|initial|unset|revert|revert-layer)$/;

/** @param always whether it matters that something is displayed; if not, most styles can be skipped */
function styleState(tokenizer: Tokenizer, always: boolean): number {
  const style = tokenizer.attributeIndex("style");
  if (style < 0) return 0;
  const source = tokenizer.html.slice(tokenizer.attributeStart(style), tokenizer.attributeEnd(style));
  if (!always && !/none|visibility|&/i.test(source)) return 0;
  const values = new Map<string, { value: string; important: boolean }>();
  const text = tokenizer.attributeValue(style).replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ");
  for (const [, property = "", written = "", bang] of text.matchAll(DECLARATION)) {
    const name = property.toLowerCase();
    const value = written.toLowerCase();
    if (!IN_ANY_PROPERTY.test(value) && !VALUES[name]?.test(value)) continue;
    const important = bang !== undefined;
    if (important || !values.get(name)?.important) values.set(name, { value, important });
  }
  const display = values.get("display")?.value;
  const visibility = values.get("visibility")?.value;
  let state = 0;
  if (display === "none" || values.get("content-visibility")?.value === "hidden") state |= GONE;
  else if (display !== undefined) state |= DISPLAYED;
  if (visibility === "hidden" || visibility === "collapse") state |= INVISIBLE;
  else if (visibility === "visible" || visibility === "initial") state |= VISIBLE;
  return state;
}
