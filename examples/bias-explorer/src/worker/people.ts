import { gridImageOfRow, type StoredGridImage } from "@alt2img/bias/grid";
import { clusterIdentities, clusterShares, type IdentityClusters, type Shares } from "@alt2img/bias/representation";
import { type Embedding, openUrl } from "@alt2img/core";
import { readRows } from "@alt2img/dataset/store";
import samples from "../../samples/identities.parquet?url";
import type { Cluster } from "./protocol.js";

const EXAMPLES = 5;

let reading: Promise<StoredGridImage[]> | undefined;
const clustered = new Map<number, Promise<IdentityClusters>>();

/** Pictures of prompts that name a gender or a skin tone and no occupation, by both models. */
function people(): Promise<StoredGridImage[]> {
  reading ??= read().catch((error: unknown) => {
    reading = undefined;
    throw error;
  });
  return reading;
}

async function read(): Promise<StoredGridImage[]> {
  const found: StoredGridImage[] = [];
  for await (const row of await readRows(await openUrl(samples), { pictures: true })) found.push(gridImageOfRow(row));
  return found;
}

async function clustersOf(k: number): Promise<IdentityClusters> {
  const images = (await people()).map(({ prompt, embedding }) => ({ identity: prompt, embedding: embedding! }));
  return clusterIdentities(images, { k });
}

function clustering(k: number): Promise<IdentityClusters> {
  const known = clustered.get(k);
  if (known !== undefined) return known;
  const found = clustersOf(k);
  clustered.set(k, found);
  found.catch(() => clustered.delete(k));
  return found;
}

export async function clusters(k: number): Promise<Cluster[]> {
  const [pictures, { clusters: found, assignments, shares }] = [await people(), await clustering(k)];
  return found.map(({ name, n, identities }, cluster) => {
    const own = pictures.filter((_, i) => assignments[i] === cluster);
    const shown = Math.min(EXAMPLES, own.length);
    const examples = Array.from({ length: shown }, (_, i) => own[Math.floor(((i + 0.5) * own.length) / shown)]!.file);
    return {
      name,
      n,
      share: shares[name]!,
      identities: identities.map(({ identity, count }) => ({ identity, count })),
      examples,
    };
  });
}

/** How pictures fall into the clusters. */
export async function fall(k: number, embeddings: readonly Embedding[]): Promise<Shares> {
  const found = await clustering(k);
  return clusterShares(embeddings, found, { reference: found.shares });
}
