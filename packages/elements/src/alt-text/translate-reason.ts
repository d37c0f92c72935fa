/** A reason in another language, by a table in which `*` stands for what varies; in English if the table doesn't have it. */
export function translateReason(
  reason: string,
  table: readonly (readonly [english: string, translated: string])[],
): string {
  for (const [english, translated] of table) {
    const [start = "", end] = english.split("*");
    if (end === undefined ? reason !== english : !(reason.startsWith(start) && reason.endsWith(end))) continue;
    return translated.replace("*", () => reason.slice(start.length, reason.length - (end ?? "").length));
  }
  return reason;
}
