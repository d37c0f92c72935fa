import type { Tokenizer } from "../html/tokenizer.js";
import { controlRoles } from "./control-role.js";

/** A control that is named by its content. */
const CONTROL = 1;
const IMAGE = 2;
/** Its content is presentational, and doesn't name it. */
const LEAF = 4;

const OTHERS =
  "alert alertdialog application article banner blockquote caption cell code columnheader combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic graphics-object grid gridcell group heading insertion list listbox listitem log main marquee math menu menubar navigation none note paragraph presentation radiogroup region row rowgroup rowheader search searchbox spinbutton status strong subscript superscript table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid";

/**
 * The roles of WAI-ARIA 1.2 that are not abstract, those of its graphics module, and `image`, which ARIA 1.3 adds, with
 * the properties that matter.
 * @see https://www.w3.org/TR/wai-aria-1.2/#role_definitions
 * @see https://www.w3.org/TR/graphics-aria-1.0/#role_definitions
 */
const ROLES: ReadonlyMap<string, number> = /* @__PURE__ */ rolesByName();

function rolesByName(): Map<string, number> {
  const roles = new Map<string, number>();
  const add = (flags: number, names: readonly string[]): void => names.forEach((name) => void roles.set(name, flags));
  add(CONTROL, controlRoles);
  add(IMAGE | LEAF, ["img", "image", "graphics-symbol", "doc-cover"]);
  add(IMAGE, ["graphics-document"]);
  add(LEAF, ["meter", "progressbar", "scrollbar", "separator", "slider"]);
  add(0, OTHERS.split(" "));
  return roles;
}

/**
 * The role that a `role` attribute gives: the first of its tokens that ARIA has (any token that starts with `doc-` counts
 * as a role for digital publishing).
 * @param value as written
 * @returns in lower case; `undefined` if ARIA has none of them
 * @see https://www.w3.org/TR/wai-aria-1.2/#host_general_role
 */
function knownRole(value: string): string | undefined {
  if (ROLES.has(value)) return value;
  return value
    .toLowerCase()
    .split(/[\t\n\f\r ]+/)
    .find((token) => ROLES.has(token) || token.startsWith("doc-"));
}

/** The role from the `role` attribute of the current start tag. */
export function explicitRole(tag: Tokenizer): string | undefined {
  const index = tag.attributeIndex("role");
  return index < 0 ? undefined : knownRole(tag.attributeValue(index));
}

/** Whether a role makes an element an image, by ARIA or by its module for digital publishing. */
export function isImageRole(role: string | undefined): boolean {
  return role !== undefined && ((ROLES.get(role) ?? 0) & IMAGE) !== 0;
}

/**
 * Whether assistive technology ignores the content of an element with this role, and doesn't read it as its name (“children
 * presentational”, and a name only from the author).
 * @see https://www.w3.org/TR/wai-aria-1.2/#childrenArePresentational
 */
export function hidesContent(role: string): boolean {
  return ((ROLES.get(role) ?? 0) & LEAF) !== 0;
}

/** Whether a role has none of these properties, like nearly all roles on a page. */
export function isOtherRole(role: string): boolean {
  return !ROLES.get(role);
}

export function isPresentational(role: string | undefined): boolean {
  return role === "none" || role === "presentation";
}

/** Those of ARIA 1.2, and three that 1.3 adds. @see https://www.w3.org/TR/wai-aria-1.2/#global_states */
const GLOBAL_ARIA: ReadonlySet<string> = /* @__PURE__ */ new Set(
  "atomic braillelabel brailleroledescription busy controls current describedby description details disabled dropeffect errormessage flowto grabbed haspopup invalid keyshortcuts label labelledby live owns relevant roledescription".split(
    " ",
  ),
);

/** Whether the current start tag has a global ARIA attribute, which makes `role=none` invalid. */
export function hasGlobalAria(tag: Tokenizer): boolean {
  for (const name of tag.attributeNamesFrom("aria-")) if (GLOBAL_ARIA.has(name.slice(5))) return true;
  return false;
}
