import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatasetRow } from "@alt2img/dataset/store";
import { createDataset } from "@alt2img/dataset/store/node";

/** The files of a dataset with these rows, in a folder of a server. */
export async function datasetFiles(folder: string, rows: readonly DatasetRow[]): Promise<Record<string, Uint8Array>> {
  const place = await mkdtemp(join(tmpdir(), "alt2img-dataset-"));
  try {
    {
      await using writer = await createDataset(place, { shardRows: 40, rowGroupSize: 20 });
      await writer.append(rows);
    }
    const names = await readdir(place);
    const files = await Promise.all(
      names.map(async (name) => [`${folder}/${name}`, new Uint8Array(await readFile(join(place, name)))] as const),
    );
    return Object.fromEntries(files);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
