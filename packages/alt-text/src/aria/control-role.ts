/**
 * The role of a control that is named by its content: one that people press, follow or choose. An element has it by its tag
 * (a link, a button, a `summary`) or by its `role`.
 * @see https://www.w3.org/TR/wai-aria-1.2/#namefromcontent
 */
export type ControlRole =
  | "button"
  | "checkbox"
  | "link"
  | "menuitem"
  | "menuitemcheckbox"
  | "menuitemradio"
  | "option"
  | "radio"
  | "switch"
  | "tab"
  | "treeitem";

/** What each is called in a sentence and, if that differs, by NVDA (in English). */
const WORDS: Readonly<Record<ControlRole, readonly [noun: string, spoken?: string]>> = {
  button: ["button"],
  checkbox: ["check box"],
  link: ["link"],
  menuitem: ["menu item"],
  menuitemcheckbox: ["menu item", "check menu item"],
  menuitemradio: ["menu item", "radio menu item"],
  option: ["option", "list item"],
  radio: ["radio button"],
  switch: ["switch"],
  tab: ["tab"],
  treeitem: ["tree item", "tree view item"],
};

export const controlRoles: readonly string[] = /* @__PURE__ */ Object.keys(WORDS);

export function isControlRole(role: string | undefined): role is ControlRole {
  return role !== undefined && Object.hasOwn(WORDS, role);
}

/** A word for the control, to be used in a sentence: `"menu item"`. */
export function controlNoun(role: ControlRole): string {
  return WORDS[role][0];
}

/** What NVDA calls it: `_roleLabels` of its `controlTypes/role.py`. */
export function spokenRole(role: ControlRole): string {
  return WORDS[role][1] ?? WORDS[role][0];
}

/**
 * Whether people encounter an image in the control as an image. In other controls, all content is presentational, and
 * only the name is heard.
 * @see https://www.w3.org/TR/wai-aria-1.2/#childrenArePresentational
 */
export function exposesContent(role: ControlRole): boolean {
  return role === "link" || role === "menuitem" || role === "treeitem";
}
