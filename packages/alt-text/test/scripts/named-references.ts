// Makes src/html/named-reference-table.ts from the npm packages character-entities (2.0.2, all names) and
// character-entities-legacy (3.0.0, those that may stand without semicolon), which were made from
// https://html.spec.whatwg.org/entities.json. Run: npx tsx test/scripts/named-references.ts
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { characterEntities } from "character-entities";
import { characterEntitiesLegacy } from "character-entities-legacy";

const legacy = new Set(characterEntitiesLegacy);
const namesOf = new Map<string, string[]>();
for (const [name, text] of Object.entries(characterEntities)) namesOf.set(text, [...(namesOf.get(text) ?? []), name]);

const codePoints = (text: string): number[] => Array.from(text, (char) => char.codePointAt(0) ?? 0);
const values = [...namesOf.keys()].sort((a, b) => {
  const [[a1 = 0, a2 = 0], [b1 = 0, b2 = 0]] = [codePoints(a), codePoints(b)];
  return a1 - b1 || a2 - b2;
});
const seconds = [...new Set(values.flatMap((text) => codePoints(text).slice(1)))];

let last = 0;
const entries = values.map((text) => {
  const [first = 0, second] = codePoints(text);
  const step = first - last;
  last = first;
  const names = (namesOf.get(text) ?? []).sort().map((name) => (legacy.has(name) ? `${name}!` : name));
  return `${step === 1 ? "" : step}${names}${second === undefined ? "" : `+${seconds.indexOf(second)}`}`;
});

/** The text of the file. */
export const namedReferenceTable: string = `// Made by test/scripts/named-references.ts; do not edit.

/** The second characters of those references that stand for two. */
export const SECOND_CHARACTERS: readonly number[] = [${seconds.map((code) => `0x${code.toString(16)}`).join(", ")}];

/**
 * The characters that have names, by code point: how far each is from the one before (nothing for 1), its names,
 * \`!\` after those that need no semicolon, and \`+\` with the index of a second character.
 */
export const NAMED_CHARACTERS: string =
  ${JSON.stringify(entries.join(";"))};
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../../src/html/named-reference-table.ts", import.meta.url), namedReferenceTable);
}
