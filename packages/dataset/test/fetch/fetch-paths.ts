import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect } from "@alt2img/testing";
import { afterEach, beforeEach } from "vitest";
import { type FetchedPair, type FetchOptions, type FetchStream, fetchImages } from "../../src/fetch/index.js";
import { type Answer, type FaultServer, faultServer, pairsOf } from "./fault-server.js";

/** What each test of a file has of its own. */
export type Place = {
  folder: string;
  /** Made by the test, or by `fetchPaths`; closed after the test. */
  server: FaultServer | undefined;
  /** Fetches paths of the server, or whole addresses; the outcomes are in their order. */
  fetchPaths(
    answers: Readonly<Record<string, Answer>>,
    paths: readonly string[],
    options?: FetchOptions,
  ): Promise<{ outcomes: FetchedPair[]; counts: FetchStream["counts"] }>;
};

export const quick: FetchOptions = { allowLoopback: true, backoffMs: 1 };

/** To be called once in a test file. */
export function placeForEachTest(): Place {
  const place: Place = {
    folder: "",
    server: undefined,
    async fetchPaths(answers, paths, options = {}) {
      const { url } = (place.server ??= await faultServer(answers));
      const pairs = pairsOf(...paths.map((path) => (path.startsWith("/") ? url + path : path)));
      const fetched = fetchImages(pairs, place.folder, { ...quick, ...options });
      const outcomes = await collect(fetched);
      const order = new Map(pairs.map(({ imageUrl }, i) => [imageUrl, i]));
      outcomes.sort((a, b) => order.get(a.pair.imageUrl)! - order.get(b.pair.imageUrl)!);
      return { outcomes, counts: fetched.counts };
    },
  };
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), "alt2img-fetch-"));
  });
  afterEach(async () => {
    await place.server?.close();
    place.server = undefined;
    await rm(place.folder, { recursive: true, force: true });
  });
  return place;
}

export const states = (outcomes: readonly FetchedPair[]): string[] =>
  outcomes.map(({ record }) => (record.state === "kept" ? "kept" : `${record.state} ${record.code}`));
