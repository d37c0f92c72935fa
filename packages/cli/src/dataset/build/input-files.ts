import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ManifestInput } from "@alt2img/dataset/store";

/** The inputs as a manifest lists them. A pipe can be read only once, so only its name is known. */
export async function inputFiles(names: readonly string[], signal: AbortSignal): Promise<ManifestInput[]> {
  const inputs: ManifestInput[] = [];
  for (const name of names) {
    const there = await stat(name);
    if (!there.isFile()) {
      inputs.push({ name });
      continue;
    }
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(name, { signal })) hash.update(chunk as Uint8Array);
    inputs.push({ name, bytes: there.size, sha256: hash.digest("hex") });
  }
  return inputs;
}
