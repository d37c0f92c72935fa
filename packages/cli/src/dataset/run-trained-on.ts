import type { Clip } from "@alt2img/clip";
import { Alt2imgError } from "@alt2img/core";
import { exactSearch } from "@alt2img/dataset/search";
import type { Dataset } from "@alt2img/dataset/store";
import { type KnownImage, openTrainedOn, type TrainedOnAnswer } from "@alt2img/dataset/trained-on";
import type { ModelFlags } from "../clip/model-options.js";
import { runWithClip } from "../clip/run-clip.js";
import { readPicture } from "../input/read-picture.js";
import { interruptible } from "../interruption.js";
import { printable } from "../printable.js";
import { numberOf, readEmbeddings } from "./embedding-shards.js";
import { openNamed } from "./open-named.js";
import { rowsText } from "./row-text.js";

export type TrainedOnFlags = ModelFlags & {
  image?: string;
  url?: string;
  domain?: string;
  count: number;
  model: string;
  format: "text" | "json";
};

/** What addresses of pictures are called: in a dataset, and in files of other programs. */
const ADDRESS_COLUMNS: readonly string[] = ["URL", "url", "imageUrl", "image_url"];

/** @throws Alt2imgError `cli/usage`, `cli/input`; what `openDataset` and the model packages throw */
export async function runTrainedOn(source: string, flags: TrainedOnFlags): Promise<void> {
  const { image, url, domain, count: matches, format } = flags;
  if ([image, url, domain].filter((each) => each !== undefined).length !== 1) {
    throw new Alt2imgError("cli/usage", "Ask about one thing: --image FILE, --url ADDRESS or --domain NAME.");
  }
  const show = async (dataset: Dataset, answer: TrainedOnAnswer): Promise<void> => {
    process.stdout.write(format === "json" ? jsonOf(answer) : printable(await textOf(dataset, answer)));
  };
  if (image === undefined) {
    const question = url === undefined ? { domain: domain! } : { url };
    return interruptible(async (signal) => {
      const dataset = await openNamed(source, signal);
      checkColumns(dataset, ADDRESS_COLUMNS, "addresses of pictures");
      const ask = await openTrainedOn(knownImages(dataset, signal));
      await show(dataset, await ask(question, { matches, signal }));
    });
  }
  await runWithClip(flags, async (clip, { packages, signal }) => {
    const { decodeImage } = await packages.load("@alt2img/image");
    const file = Uint8Array.from(await readPicture(image, signal));
    const dataset = await openNamed(source, signal);
    checkColumns(dataset, ["phash", "sha256"], "hashes of pictures");
    const ask = await openTrainedOn(knownImages(dataset, signal), await searchIn(dataset, clip, signal));
    await show(dataset, await ask({ image: await decodeImage(file, { signal }), file }, { matches, signal }));
  });
}

const hasColumn = ({ columns }: Dataset, name: string): boolean => columns.some((column) => column.name === name);

/**
 * “No sign of it” would be wrong about a dataset that doesn't have what is asked for.
 *
 * @throws Alt2imgError `cli/input`
 */
function checkColumns(dataset: Dataset, wanted: readonly string[], what: string): void {
  if (wanted.some((name) => hasColumn(dataset, name))) return;
  throw new Alt2imgError(
    "cli/input",
    `${dataset.name} has no ${what} (a column ${wanted.join(" or ")}), so it can't be asked about them.`,
  );
}

async function* knownImages(dataset: Dataset, signal: AbortSignal): AsyncGenerator<KnownImage, void, undefined> {
  const address = ADDRESS_COLUMNS.find((name) => hasColumn(dataset, name)) ?? "URL";
  const columns = [address, "sha256", "phash"].filter((name) => hasColumn(dataset, name));
  for await (const { index, row } of dataset.rows({ columns, signal })) {
    const text = (name: string): string | undefined => (typeof row[name] === "string" ? row[name] : undefined);
    yield { shard: "0", row: index, url: text(address), sha256: text("sha256"), phash: text("phash") };
  }
}

/** With the embeddings of the dataset, if it has any, copies are told from lookalikes. */
async function searchIn(
  dataset: Dataset,
  clip: Clip,
  signal: AbortSignal,
): Promise<Parameters<typeof openTrainedOn>[1]> {
  if (!hasColumn(dataset, "image_embedding")) return {};
  const { shards, missing } = await readEmbeddings(dataset, "image_embedding", signal);
  if (shards.length === 0) return {};
  const index = exactSearch(shards, { imageEmbedder: clip });
  return {
    search: {
      async search(query, options) {
        const hits = await index.search(query, { ...options, filter: (row) => !missing.has(numberOf(row)) });
        return hits.map((hit) => ({ ...hit, shard: "0", row: numberOf(hit) }));
      },
    },
  };
}

const jsonOf = (answer: TrainedOnAnswer): string => `${JSON.stringify(answer, null, 2)}\n`;

const VERDICTS = {
  yes: "Yes",
  unclear: "Unclear",
  no: "No sign of it, which isn’t a proof",
} as const;

async function textOf(dataset: Dataset, { verdict, probability, matches, total }: TrainedOnAnswer): Promise<string> {
  const how =
    verdict === "no" ? "" : ` (probability ${probability.toFixed(2)}, ${total} ${total === 1 ? "match" : "matches"})`;
  const rows = [];
  for (const { row, probability: score } of matches) rows.push({ ...(await dataset.row(row)), score });
  return `${VERDICTS[verdict]}${how}\n${rowsText(rows, "text")}`;
}
