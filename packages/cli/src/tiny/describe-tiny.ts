import { tinyCrawl, tinyParts, tinyTrainingSet } from "@alt2img/tiny";
import type { TrainingRow } from "@alt2img/tiny/training-set";

/** How many there are of each, the commonest first. */
export type Counts = Record<string, number>;

/** What `alt2img tiny info --format json` writes. Plain data. */
export type TinyDescription = {
  parts: { name: string; bytes: number; files: { path: string; bytes: number; sha256: string }[] }[];
  trainingSet: { rows: number; recoloured: number; vendors: Counts; licenses: Counts; splits: Counts; groups: Counts };
  crawl: {
    pages: number;
    images: number;
    pairs: number;
    kinds: Counts;
    languages: Counts;
    alts: Counts;
    broken: number;
  };
};

/** Everything that is in `@alt2img/tiny`, counted. The pictures are not read. */
export async function describeTiny(): Promise<TinyDescription> {
  return {
    parts: tinyParts.map(({ name, files }) => ({
      name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    })),
    trainingSet: await describeTrainingSet(),
    crawl: await describeCrawl(),
  };
}

async function describeTrainingSet(): Promise<TinyDescription["trainingSet"]> {
  const columns = ["vendor", "license", "split", "group", "recoloured_from"] as const;
  const rows: Pick<TrainingRow, (typeof columns)[number]>[] = [];
  for await (const row of tinyTrainingSet.rows({ columns })) rows.push(row);
  return {
    rows: rows.length,
    recoloured: rows.filter(({ recoloured_from }) => recoloured_from !== null).length,
    vendors: counted(rows.map(({ vendor }) => vendor)),
    licenses: counted(rows.map(({ license }) => license)),
    splits: counted(rows.map(({ split }) => split)),
    groups: counted(rows.map(({ group }) => group)),
  };
}

async function describeCrawl(): Promise<TinyDescription["crawl"]> {
  const { pages, pairs, broken } = await tinyCrawl.truth();
  const images = pages.flatMap((page) => page.images);
  return {
    pages: pages.length,
    images: images.length,
    pairs: pairs.length,
    kinds: counted(pages.map(({ kind }) => kind)),
    languages: counted(pages.map(({ language }) => language)),
    alts: counted(images.map(({ quality }) => quality)),
    broken: broken.length,
  };
}

function counted(items: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
