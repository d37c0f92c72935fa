import { openUrl } from "@alt2img/core";
import { type Dataset, openDataset } from "@alt2img/dataset/store";
import { sampleUrl } from "../sample/sample-url.js";

/**
 * Opens a dataset’s folder, or one Parquet file, without a look for a manifest there.
 *
 * @param source an absolute URL, or `""` for the pairs of the tiny crawl
 */
export async function openSource(source: string): Promise<Dataset> {
  const url = source === "" ? sampleUrl() : new URL(source);
  const name = url.pathname.split("/").at(-1) ?? "";
  return openDataset(/\.parquet$/i.test(name) ? new Map([[name, await openUrl(url)]]) : url);
}
