import type { Embedding, ImageTextPair, OnProgress } from "@alt2img/core";
import { crawlPictures } from "./crawl-pictures.js";
import { type CrawlScoresOptions, crawlScores, type ScoredCrawlPair } from "./crawl-scores.js";
import { nameOf } from "./name-of.js";
import { toDataUrl } from "./pictures.js";
import type { CrawlInput, CrawlSummary } from "./reading.js";
import type { CrawlScores } from "./score-tally.js";

/** What embeds pictures and texts in one space, such as a `Clip` of `@alt2img/clip`. Its embeddings are L2-normalised. */
export type PairEmbedder = {
  /** @param images PNG, JPEG, WebP, AVIF, GIF or BMP files */
  embedImages(images: readonly Uint8Array[], options?: { signal?: AbortSignal }): Promise<Embedding[]>;
  embedTexts(texts: readonly string[], options?: { signal?: AbortSignal }): Promise<Embedding[]>;
};

export type ScoreCrawlOptions = Omit<CrawlScoresOptions, "crawl" | "dataUrlOf"> & {
  /** Stops scoring; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"score"`, in pictures and texts embedded. */
  onProgress?: OnProgress | undefined;
};

/** A larger picture isn't scored. */
const MAX_BYTES = 20_000_000;
const BATCH = 32;
/** Pictures to keep for the report: the best and worst pairs are only known at the end. */
const MAX_KEPT_BYTES = 150_000;

/**
 * Scores the image–text pairs of a crawl: the cosine similarity of each picture in its WARC files with the pair's text.
 * Equal pictures and texts are embedded once. Keeps an embedding for each picture and text in memory.
 *
 * @param files the files that `readCrawl` has read
 * @param reading what it found
 * @param pairs pairs of these files
 */
export async function scoreCrawl(
  files: readonly CrawlInput[],
  reading: Pick<CrawlSummary, "files">,
  pairs: readonly ImageTextPair[],
  embedder: PairEmbedder,
  options: ScoreCrawlOptions,
): Promise<CrawlScores> {
  const { signal, onProgress, ...known } = options;
  const wanted = new Set(pairs.map(({ imageUrl }) => imageUrl));
  const texts = new Set(pairs.map(({ text }) => text));
  const total = wanted.size + texts.size;
  let done = 0;
  const progress = (amount: number): void => {
    done += amount;
    onProgress?.({ stage: "score", done, total, unit: "steps" });
  };
  progress(0);

  const images = await embedPictures(files, reading, wanted, embedder, { signal, progress });
  progress(wanted.size - done);
  const needed = [...new Set(pairs.filter(({ imageUrl }) => images.embeddings.has(imageUrl)).map(({ text }) => text))];
  const ofText = new Map<string, Embedding>();
  for (let at = 0; at < needed.length; at += BATCH) {
    const batch = needed.slice(at, at + BATCH);
    const embeddings = await embedder.embedTexts(batch, { ...(signal && { signal }) });
    for (const [i, text] of batch.entries()) ofText.set(text, embeddings[i]!);
    progress(batch.length);
  }
  progress(total - done);

  const scored = pairs.map((pair): ScoredCrawlPair => {
    const image = images.embeddings.get(pair.imageUrl);
    const text = ofText.get(pair.text);
    if (image === undefined || text === undefined) return { ...pair, unreadable: images.unreadable.has(pair.imageUrl) };
    const bytes = images.byteLengths.get(pair.imageUrl);
    return { ...pair, similarity: dot(image, text), ...(bytes !== undefined && { bytes }) };
  });
  return crawlScores(scored, { ...known, crawl: nameOf(files), dataUrlOf: images.dataUrlOf });
}

type EmbeddedPictures = {
  embeddings: ReadonlyMap<string, Embedding>;
  /** The addresses of pictures that are in the crawl, but can't be decoded or are too large. */
  unreadable: ReadonlySet<string>;
  /** The sizes of the pictures' files. */
  byteLengths: ReadonlyMap<string, number>;
  /** For pictures that are small enough for the report. */
  dataUrlOf(url: string): string | undefined;
};

type Content = { bytes: Uint8Array; mimeType: string };

async function embedPictures(
  files: readonly CrawlInput[],
  reading: Pick<CrawlSummary, "files">,
  wanted: ReadonlySet<string>,
  embedder: PairEmbedder,
  { signal, progress }: { signal: AbortSignal | undefined; progress: (amount: number) => void },
): Promise<EmbeddedPictures> {
  const embeddings = new Map<string, Embedding>();
  const unreadable = new Set<string>();
  const byteLengths = new Map<string, number>();
  const same = new Map<string, string>();
  const small = new Map<string, Content>();
  let batch: { url: string; bytes: Uint8Array }[] = [];

  const embedBatch = async (): Promise<void> => {
    const found = await embedEach(
      batch.map(({ bytes }) => bytes),
      embedder,
      signal,
    );
    for (const [i, { url }] of batch.entries()) {
      const embedding = found[i];
      if (embedding === undefined) unreadable.add(url);
      else embeddings.set(url, embedding);
    }
    progress(batch.length);
    batch = [];
  };

  const captured = crawlPictures(files, reading, wanted, { maxBytes: MAX_BYTES, signal });
  for await (const { url, byteLength, content, sameAs } of captured) {
    byteLengths.set(url, byteLength);
    if (sameAs !== undefined) {
      same.set(url, sameAs);
    } else if (content === undefined) {
      unreadable.add(url);
    } else {
      if (content.bytes.length <= MAX_KEPT_BYTES) small.set(url, content);
      batch.push({ url, bytes: content.bytes });
      if (batch.length === BATCH) await embedBatch();
    }
  }
  if (batch.length > 0) await embedBatch();
  for (const [url, first] of same) {
    const embedding = embeddings.get(first);
    if (embedding === undefined) unreadable.add(url);
    else embeddings.set(url, embedding);
  }
  return {
    embeddings,
    unreadable,
    byteLengths,
    dataUrlOf(url) {
      const content = small.get(same.get(url) ?? url);
      return content && toDataUrl(content);
    },
  };
}

/** Embeds a batch of pictures. If one of them can't be decoded, they are embedded one by one. */
async function embedEach(
  images: readonly Uint8Array[],
  embedder: PairEmbedder,
  signal: AbortSignal | undefined,
): Promise<(Embedding | undefined)[]> {
  try {
    return await embedder.embedImages(images, { ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    // By its name, since the embedder may bring a core of its own.
    if (!(error instanceof Error && error.name === "Alt2imgError")) throw error;
    if (images.length === 1) return [undefined];
    const each: (Embedding | undefined)[] = [];
    for (const image of images) each.push(...(await embedEach([image], embedder, signal)));
    return each;
  }
}

function dot(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
