import { NAMED_CHARACTERS, SECOND_CHARACTERS } from "./named-reference-table.js";

/** Names to characters: those that end in a semicolon, and of some the same name without. */
export type NamedReferences = ReadonlyMap<string, string>;

// The names that nearly all references in pages use: the table is decoded when a page has another one.
const COMMON: NamedReferences = /* @__PURE__ */ new Map([
  ["amp;", "&"],
  ["lt;", "<"],
  ["gt;", ">"],
  ["quot;", '"'],
  ["nbsp;", "\xa0"],
]);

let all: NamedReferences | undefined;

/**
 * The character or characters that a name stands for.
 * @param name with its semicolon, if it has one: `"amp;"` and `"amp"` are names, `"nbsp;"` and `"nbsp"`, but only `"notin;"`
 */
export function namedReference(name: string): string | undefined {
  return COMMON.get(name) ?? namedReferences().get(name);
}

/**
 * All 2231 names of the HTML standard.
 * @see https://html.spec.whatwg.org/multipage/named-characters.html
 */
export function namedReferences(): NamedReferences {
  all ??= decodeTable();
  return all;
}

function decodeTable(): NamedReferences {
  const references = new Map<string, string>();
  let code = 0;
  for (const entry of NAMED_CHARACTERS.split(";")) {
    const [, step, names = "", second] = /^(\d*)([^+]+)(?:\+(\d))?$/.exec(entry)!;
    code += step ? Number(step) : 1;
    const text = String.fromCodePoint(code, ...(second ? [SECOND_CHARACTERS[Number(second)]!] : []));
    for (const name of names.split(",")) {
      references.set(`${name.replace("!", "")};`, text);
      if (name.endsWith("!")) references.set(name.slice(0, -1), text);
    }
  }
  return references;
}
