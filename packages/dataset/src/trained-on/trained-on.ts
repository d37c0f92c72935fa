import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { hashDistance, pHash } from "@alt2img/image";
import { hammingIndex, parseHash64 } from "../funnel/rules/hamming-index.js";
import { addressKey } from "../opt-out/address-key.js";
import { MAX_HOST_CHARACTERS, parseDomain } from "../opt-out/opt-out-list.js";
import type { RowLocation, SearchIndex } from "../search/search-index.js";
import { type Calibration, probabilityOfCopy } from "./calibration.js";
import { tinyClipCalibration } from "./tiny-clip-calibration.js";

/** An image of the set. What is left out can't be asked about. */
export type KnownImage = RowLocation & {
  readonly url?: string | undefined;
  /** SHA-256 of the file, in 64 hexadecimal digits. */
  readonly sha256?: string | undefined;
  /** As `pHash` of `@alt2img/image` gives it, in 16 hexadecimal digits. */
  readonly phash?: string | undefined;
};

/** An image, with the file's bytes if you have them; an image's address; or a domain. */
export type TrainedOnQuestion =
  | { readonly image: RasterImage; readonly file?: Uint8Array<ArrayBuffer> | undefined }
  | { readonly url: string }
  | { readonly domain: string };

/** Why an image of the set is meant, the strongest reason first. */
export type TrainedOnMatch = RowLocation & {
  /** The same file, the same address, the domain, or a picture that looks alike. */
  readonly by: "file" | "url" | "domain" | "likeness";
  /** From 0 to 1 that it is the image that was asked for, or was made from the same one. */
  readonly probability: number;
  /** For a likeness: in how many of 64 bits the hashes differ. */
  readonly distance?: number | undefined;
  /** For a likeness, with a search index: the cosine of the embeddings. */
  readonly similarity?: number | undefined;
};

export type TrainedOnAnswer = {
  /** `"yes"` from a probability of 0.95 on, `"no"` below 0.05: no sign of it, which isn't a proof. */
  readonly verdict: "yes" | "unclear" | "no";
  /** Of the first match; 0 without one. */
  readonly probability: number;
  /** The best, first; at most `matches` of them. */
  readonly matches: readonly TrainedOnMatch[];
  /** How many images match; for a domain, all of them and of those below. */
  readonly total: number;
};

export type TrainedOnOptions = {
  /** Of the same images, opened with an `imageEmbedder`: crops and redrawn copies are found by their embeddings. */
  search?: Pick<SearchIndex, "search"> | undefined;
  /** Default: that of the tiny CLIP. Another model needs its own: see `calibrate`. */
  calibration?: Calibration | undefined;
};

export type AskOptions = {
  /** How many matches to list, at least 1. Default 10. */
  matches?: number | undefined;
  /** Stops the question, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

export type TrainedOn = (question: TrainedOnQuestion, options?: AskOptions) => Promise<TrainedOnAnswer>;

/** Perceptual hashes are looked for within so many bits: unrelated pictures differ in about 32. */
const HASH_DISTANCE = 12;

/**
 * Reads what is known about the images of a set, and answers whether one was among them: `wasTrainedOn({ image })`,
 * `({ url })`, `({ domain })`. It is kept in memory, some 300 bytes an image.
 *
 * @throws Alt2imgError `dataset/known-image` for a hash that isn't one, or two images at one place; from a question
 *   `dataset/trained-on` if it isn't one, and what the search throws
 */
export async function openTrainedOn(
  images: AsyncIterable<KnownImage> | Iterable<KnownImage>,
  { search, calibration = tinyClipCalibration }: TrainedOnOptions = {},
): Promise<TrainedOn> {
  const byUrl = new Map<string, RowLocation[]>();
  const byFile = new Map<string, RowLocation[]>();
  const byDomain = new Map<string, RowLocation[]>();
  const hashes = hammingIndex(HASH_DISTANCE);
  const hashed: (RowLocation & { phash: string })[] = [];
  const hashAt = new Map<string, string>();
  for await (const { shard, row, url, sha256, phash } of images) {
    const place = { shard, row };
    const address = url === undefined ? undefined : addressKey(url);
    if (url !== undefined && address !== undefined) {
      const { hostname } = new URL(url);
      add(byUrl, address, place);
      for (const domain of domainsOf(hostname)) add(byDomain, domain, place);
    }
    if (sha256 !== undefined) {
      if (!/^[0-9a-f]{64}$/i.test(sha256)) throw wrongHash(place, "sha256", sha256, 64);
      add(byFile, sha256.toLowerCase(), place);
    }
    if (phash === undefined) continue;
    const hash = parseHash64(phash);
    if (hash === undefined) throw wrongHash(place, "phash", phash, 16);
    const key = keyOf(place);
    if (hashAt.has(key)) {
      throw new Alt2imgError(
        "dataset/known-image",
        `There are two images at row ${row} of ${shard}. Give each its own.`,
      );
    }
    hashes.add(hash);
    hashed.push({ ...place, phash });
    hashAt.set(key, phash);
  }

  async function likenesses(image: RasterImage, signal: AbortSignal | undefined): Promise<TrainedOnMatch[]> {
    const phash = pHash(image);
    const places = new Map<string, RowLocation & { phash: string; similarity?: number }>();
    const nearest = hashes.nearest(parseHash64(phash)!);
    if (nearest !== undefined) {
      const found = hashed[nearest.index]!;
      places.set(keyOf(found), found);
    }
    for (const { shard, row, similarity } of (await search?.search({ image }, { k: 10, signal })) ?? []) {
      const known = hashAt.get(keyOf({ shard, row }));
      if (known !== undefined) places.set(keyOf({ shard, row }), { shard, row, phash: known, similarity });
    }
    return [...places.values()]
      .map(({ shard, row, phash: other, similarity }) => {
        const likeness = { distance: hashDistance(phash, other), similarity };
        return {
          shard,
          row,
          by: "likeness" as const,
          probability: probabilityOfCopy(likeness, calibration),
          ...likeness,
        };
      })
      .filter(({ probability }) => probability >= NO)
      .sort((a, b) => b.probability - a.probability);
  }

  return async (question, { matches: limit = 10, signal } = {}) => {
    signal?.throwIfAborted();
    if (!(Number.isInteger(limit) && limit >= 1)) {
      throw wrongQuestion("matches", String(limit), "a whole number, at least 1");
    }
    if ("url" in question) {
      const address = addressKey(question.url);
      if (address === undefined) throw wrongQuestion("url", question.url, "an absolute address");
      return answer(certain(byUrl.get(address), "url"), limit);
    }
    if ("domain" in question) {
      const domain = parseDomain(question.domain);
      if (domain === undefined) throw wrongQuestion("domain", question.domain, "a name such as example.org");
      return answer(certain(byDomain.get(domain), "domain"), limit);
    }
    if (!("image" in question)) throw wrongQuestion("The question", JSON.stringify(question), "image, url or domain");
    const same = question.file === undefined ? undefined : byFile.get(await sha256Of(question.file));
    const files = certain(same, "file");
    const known = new Set(files.map(keyOf));
    const alike = await likenesses(question.image, signal);
    return answer([...files, ...alike.filter((match) => !known.has(keyOf(match)))], limit);
  };
}

const [YES, NO] = [0.95, 0.05];

function answer(matches: readonly TrainedOnMatch[], limit: number): TrainedOnAnswer {
  const probability = matches[0]?.probability ?? 0;
  const verdict = probability >= YES ? "yes" : probability < NO ? "no" : "unclear";
  return { verdict, probability, matches: matches.slice(0, limit), total: matches.length };
}

function certain(places: readonly RowLocation[] = [], by: "file" | "url" | "domain"): TrainedOnMatch[] {
  return places.map((place) => ({ ...place, by, probability: 1 }));
}

/** The host and all domains above it, but the last one: `a.example.org`, `example.org`. */
function domainsOf(host: string): string[] {
  if (host.length > MAX_HOST_CHARACTERS) return [];
  const labels = host.replace(/\.$/, "").split(".");
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, i) => labels.slice(i).join("."));
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const keyOf = ({ shard, row }: RowLocation): string => `${row} ${shard}`;

/** In hexadecimal digits. */
export async function sha256Of(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wrongHash({ shard, row }: RowLocation, name: string, value: string, digits: number): Alt2imgError {
  return new Alt2imgError(
    "dataset/known-image",
    `${name} of row ${row} of ${shard} is ${value.slice(0, 80)}; it must be ${digits} hexadecimal digits.`,
  );
}

function wrongQuestion(name: string, value: string, wanted: string): Alt2imgError {
  return new Alt2imgError("dataset/trained-on", `${name} is ${value.slice(0, 200)}; it must be ${wanted}.`);
}
