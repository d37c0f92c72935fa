import { formatCount } from "@alt2img/core";

/** For standard error: how many synsets were left out, and how to show them; `""` if there were none. */
export function hiddenNote(count: number): string {
  if (count === 0) return "";
  const what = `${formatCount(count, "synset")} for kinds of people, marked as unsafe or not marked as safe,`;
  return `alt2img: ${what} ${count === 1 ? "is" : "are"} hidden; --sensitive shows them\n`;
}
