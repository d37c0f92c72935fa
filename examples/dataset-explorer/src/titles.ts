import { truthTitles } from "./card-view.js";

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** A group's name as people read it. */
export function titleOf(grouping: string, group: string): string {
  if (grouping === "language") return languageTitle(group);
  return grouping === "what is true" ? (truthTitles[group] ?? group) : group;
}

function languageTitle(code: string): string {
  if (code === "nolang") return "not certain";
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}
