import type { TinyCrawl, TinyTrainingSet, TinyWorld } from "@alt2img/tiny";
import type { TrainingRow } from "@alt2img/tiny/training-set";

/** How many there are of each, the most frequent first. */
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

/** Everything in the tiny world, counted. The pictures aren't read. */
export async function describeTiny(world: TinyWorld): Promise<TinyDescription> {
  const parts: TinyDescription["parts"] = [];
  for (const part of Object.values(world)) {
    const files = (await part.files()).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
    parts.push({ name: part.name, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files });
  }
  return {
    parts,
    trainingSet: await describeTrainingSet(world.trainingSet),
    crawl: await describeCrawl(world.crawl),
  };
}

async function describeTrainingSet(trainingSet: TinyTrainingSet): Promise<TinyDescription["trainingSet"]> {
  const columns = ["vendor", "license", "split", "group", "recoloured_from"] as const;
  const rows: Pick<TrainingRow, (typeof columns)[number]>[] = [];
  for await (const row of trainingSet.rows({ columns })) rows.push(row);
  return {
    rows: rows.length,
    recoloured: rows.filter(({ recoloured_from }) => recoloured_from !== null).length,
    vendors: counted(rows.map(({ vendor }) => vendor)),
    licenses: counted(rows.map(({ license }) => license)),
    splits: counted(rows.map(({ split }) => split)),
    groups: counted(rows.map(({ group }) => group)),
  };
}

async function describeCrawl(crawl: TinyCrawl): Promise<TinyDescription["crawl"]> {
  const { pages, pairs, broken } = await crawl.truth();
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
