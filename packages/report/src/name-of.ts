import { formatCount } from "@alt2img/core";
import type { CrawlInput } from "./reading.js";

/** The name of a file without its folder, or how many files there are. */
export function nameOf(files: readonly Pick<CrawlInput, "filename">[]): string {
  return files.length === 1 ? files[0]!.filename.replace(/^.*[/\\]/, "") : formatCount(files.length, "file");
}
