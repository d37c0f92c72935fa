import { openUrl } from "@alt2img/core";
import { type Dataset, openDataset } from "@alt2img/dataset/store";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { sampleUrl } from "../sample/sample-url.js";
import { TINY_TRAINING_SET } from "./tiny-training-set.js";

/**
 * Opens a dataset’s folder, or one Parquet file, without a look for a manifest there.
 *
 * @param source an absolute URL, `""` for the pairs of the tiny crawl, or `TINY_TRAINING_SET`
 */
export async function openSource(source: string): Promise<Dataset> {
  if (source === TINY_TRAINING_SET) {
    const path = "training-set.parquet";
    const found = (await tinyTrainingSet.files()).find((file) => file.path === path)!;
    return openDataset(new Map([[path, await openUrl(found.url, { byteLength: found.bytes })]]));
  }
  const url = source === "" ? sampleUrl() : new URL(source);
  const name = url.pathname.split("/").at(-1) ?? "";
  return openDataset(/\.parquet$/i.test(name) ? new Map([[name, await openUrl(url)]]) : url);
}
