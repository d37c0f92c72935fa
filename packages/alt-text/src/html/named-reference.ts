import { TABLE } from "./named-reference-table.js";

let decoded: Map<string, string> | undefined;

export function namedReference(name: string, semicolon: boolean): string | undefined {
  if (decoded === undefined) {
    decoded = new Map();
    for (const entry of TABLE.split(/ (?=\w)/)) {
      const at = entry.search(/[!=]/);
      decoded.set(entry.slice(0, at) + ";", entry.slice(at + 1));
      if (entry[at] === "!") decoded.set(entry.slice(0, at), entry.slice(at + 1));
    }
  }
  return decoded.get(semicolon ? `${name};` : name);
}
