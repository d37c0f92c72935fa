import { Alt2imgError, type ImageEmbedder } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { exactSearch } from "@alt2img/dataset/search";
import { type KnownImage, openTrainedOn, sha256Of, type TrainedOn } from "@alt2img/dataset/trained-on";
import { decodeImage, pHash } from "@alt2img/image";
import { pictureOf } from "./cards.js";
import { clip } from "./model.js";
import type { Data } from "./open.js";
import type { Answer, Part } from "./protocol.js";

const SHARD = "pairs";
const LISTED = 12;

let opened: { readonly data: Data; readonly ask: Promise<TrainedOn> } | undefined;
/** Told how far the tiny CLIP is loaded. */
let onLoading: TaskOptions<Part>["onPart"] = () => {};

/** Whether a picture, or any from an address or a domain, is among the pairs. */
export async function ask(data: Data, question: Blob | string, options: TaskOptions<Part>): Promise<Answer> {
  if (opened?.data !== data) opened = { data, ask: openFor(data, options) };
  const wasTrainedOn = await opened.ask.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const { signal, onPart } = options;
  onLoading = onPart;
  const { verdict, probability, matches, total } = await wasTrainedOn(await readQuestion(question), {
    matches: LISTED,
    signal,
  });
  return {
    verdict,
    probability,
    total,
    matches: matches.map(({ row, by, probability: likely }) => ({ pair: row, by, probability: likely })),
  };
}

async function readQuestion(question: Blob | string): Promise<Parameters<TrainedOn>[0]> {
  if (typeof question === "string") {
    const url = /^https?:/i.test(question) && URL.canParse(question) ? new URL(question) : undefined;
    if (url === undefined) return { domain: question };
    // The address of a site, which isn't that of a picture.
    return url.pathname === "/" && url.search === "" ? { domain: url.hostname } : { url: url.href };
  }
  const file = new Uint8Array(await question.arrayBuffer());
  return { image: await decodeImage(file), file };
}

async function openFor(data: Data, { onPart, signal }: TaskOptions<Part>): Promise<TrainedOn> {
  const { embeddings } = data;
  if (embeddings === undefined) return openTrainedOn(knownImages(data, { onPart, signal }));
  const rowOf = new Map<number, number>();
  for (const [row, pair] of embeddings.pairs.entries()) rowOf.set(row, pair);
  const index = exactSearch(
    [
      {
        name: SHARD,
        embeddings: { rows: embeddings.pairs.length, dimension: embeddings.dimension, data: embeddings.data },
      },
    ],
    { imageEmbedder: lazyClip(embeddings.dimension) },
  );
  return openTrainedOn(knownImages(data, { onPart, signal }), {
    search: {
      async search(query, more) {
        // The index has a row for each embedding, not for each pair.
        const hits = await index.search(query, more);
        return hits.map((hit) => ({ ...hit, row: rowOf.get(hit.row)! }));
      },
    },
  });
}

/** Questions about an address or a domain don't need it. */
const lazyClip = (dimension: number): ImageEmbedder => ({
  dimension,
  embedImages: async (images, options) => (await clip(onLoading)).embedImages(images, options),
});

async function* knownImages({ pairs }: Data, { onPart, signal }: TaskOptions<Part>): AsyncGenerator<KnownImage> {
  const known = new Map<string, Pick<KnownImage, "sha256" | "phash">>();
  for (const [row, pair] of pairs.entries()) {
    signal.throwIfAborted();
    const picture = pictureOf(pair);
    let hashes = picture === undefined ? {} : known.get(picture);
    if (picture !== undefined && hashes === undefined) {
      hashes = await hashesOf(picture);
      known.set(picture, hashes);
    }
    yield { shard: SHARD, row, url: pair.imageUrl, ...hashes };
    if (row % 50 === 0) onPart({ stage: "Reading the pictures", done: row, total: pairs.length, unit: "records" });
  }
}

/** Of a broken picture only the file's hash. */
async function hashesOf(picture: string): Promise<Pick<KnownImage, "sha256" | "phash">> {
  const match = /^data:image\/[a-z]+;base64,(.*)$/.exec(picture);
  if (match === null) return {};
  const file = Uint8Array.from(atob(match[1]!), (letter) => letter.charCodeAt(0));
  const sha256 = await sha256Of(file);
  try {
    return { sha256, phash: pHash(await decodeImage(file)) };
  } catch (error) {
    if (error instanceof Alt2imgError) return { sha256 };
    throw error;
  }
}
