import { readWat } from "@alt2img/crawl";

export type Row = { imageUrl: string; text: string; pageUrl: string };

/** Why a row of one has no equal among those of the other. */
type Difference =
  | "white space: we collapse and trim it"
  | "address: we resolve it as browsers do (URL Standard), they as Python's urljoin does"
  | "text that is only white space: we drop it"
  | "page that wasn't served with status 200: we skip it"
  | "unexplained";

/** How many rows are equal, and how many of each side differ, by reason. A changed row is one on each side. */
export type Differences = { equal: number; ours: Record<string, number>; theirs: Record<string, number> };

const keyOf = ({ imageUrl, text, pageUrl }: Row): string => JSON.stringify([imageUrl, text, pageUrl]);

/**
 * Sorts the rows that differ by reason: our rows of the same WAT, and those of cc2dataset.
 *
 * @param statuses the HTTP status of each page
 */
export function compareRows(
  ours: readonly Row[],
  theirs: readonly Row[],
  statuses: ReadonlyMap<string, number>,
): Differences {
  const left = new Map<string, Row[]>();
  for (const row of ours) left.set(keyOf(row), [...(left.get(keyOf(row)) ?? []), row]);
  const differing = theirs.filter((row) => left.get(keyOf(row))?.pop() === undefined);
  const result: Differences = { equal: theirs.length - differing.length, ours: {}, theirs: {} };
  const add = (counts: Record<string, number>, reason: Difference): void =>
    void (counts[reason] = (counts[reason] ?? 0) + 1);
  for (const row of differing) {
    const reason = reasonFor(row, left, statuses);
    add(result.theirs, reason.difference);
    if (reason.isChanged) add(result.ours, reason.difference);
  }
  for (const rows of left.values()) for (const _ of rows) add(result.ours, "unexplained");
  return result;
}

/** Takes our row that `row` has become out of `left`, if there is one. */
function reasonFor(
  row: Row,
  left: ReadonlyMap<string, Row[]>,
  statuses: ReadonlyMap<string, number>,
): { difference: Difference; isChanged: boolean } {
  if ((statuses.get(row.pageUrl) ?? 200) !== 200) {
    return { difference: "page that wasn't served with status 200: we skip it", isChanged: false };
  }
  const text = row.text.replace(/\s+/g, " ").trim();
  if (text === "") return { difference: "text that is only white space: we drop it", isChanged: false };
  const imageUrl = URL.canParse(row.imageUrl) ? new URL(row.imageUrl).href : row.imageUrl;
  if (left.get(keyOf({ ...row, text }))?.pop() !== undefined) {
    return { difference: "white space: we collapse and trim it", isChanged: true };
  }
  if (left.get(keyOf({ ...row, imageUrl, text }))?.pop() !== undefined) {
    return {
      difference: "address: we resolve it as browsers do (URL Standard), they as Python's urljoin does",
      isChanged: true,
    };
  }
  return { difference: "unexplained", isChanged: false };
}

/** The HTTP status of each page of a WAT. */
export async function pageStatuses(wat: Uint8Array): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  for await (const { url, status } of readWat(wat)) if (status !== undefined) statuses.set(url, status);
  return statuses;
}
