import { formatCount } from "@alt2img/core";

/** For stderr: how many synsets were left out, and how they are shown; `""` where none was. */
export function hiddenNote(count: number): string {
  if (count === 0) return "";
  const what = `${formatCount(count, "synset")} of persons, marked unsafe or not marked safe,`;
  return `alt2img: ${what} ${count === 1 ? "is" : "are"} hidden; --sensitive shows them\n`;
}
