import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Alt2imgError, type OnProgress, readUrl } from "@alt2img/core";
import { makeFolder } from "@alt2img/core/node";
import { parseTar } from "nanotar";
import { reasonOfUnwritable } from "../system-error.js";

export type FetchPackageOptions = {
  /** Where fetched packages are kept. */
  cache: string;
  /** The npm registry's URL. */
  registry: string;
  signal?: AbortSignal | undefined;
  /** Stage `"Fetching <name>"`, in bytes of the packed package. */
  onProgress?: OnProgress | undefined;
};

/**
 * The folder of an npm package, which is fetched from the registry if it isn't in the cache yet. Its SHA-512 is compared with
 * the registry's. A package is either complete in the cache or not there.
 *
 * @param version an exact version
 * @throws Alt2imgError `cli/fetch` when it can't be fetched, has another checksum than in the registry, or can't be unpacked
 *   or kept
 */
export async function fetchPackage(name: string, version: string, options: FetchPackageOptions): Promise<string> {
  const folder = join(options.cache, "packages", ...name.split("/"), version);
  if (existsSync(folder)) return folder;
  await makeFolder(dirname(folder)).catch((cause: unknown) => {
    const message = `Can't keep ${name} in ${options.cache}: ${reasonOfUnwritable(cause)} Set ALT2IMG_CACHE to a folder that you can write to.`;
    throw new Alt2imgError("cli/fetch", message, { cause });
  });
  try {
    const tarball = await download(name, version, options);
    const partial = `${folder}.${randomUUID()}.partial`;
    try {
      await unpack(tarball, partial);
      await rename(partial, folder);
    } catch (error) {
      // Another process may have been faster; its result is the same.
      if (!existsSync(folder)) throw error;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return folder;
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new Alt2imgError(
      "cli/fetch",
      `Can't fetch ${name}@${version}: ${cause instanceof Error ? cause.message : cause} Or install it next to alt2img: npm install ${name}`,
      { cause },
    );
  }
}

async function download(
  name: string,
  version: string,
  { registry, signal, onProgress }: FetchPackageOptions,
): Promise<Uint8Array> {
  const base = registry.endsWith("/") ? registry : `${registry}/`;
  const about = await readUrl(new URL(`${name.replace("/", "%2f")}/${version}`, base), { signal });
  const { tarball, integrity } = distributionOf(about);
  const bytes = await readUrl(tarball, {
    signal,
    onProgress: (progress) => onProgress?.({ ...progress, stage: `Fetching ${name}` }),
  });
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (!integrity.split(/\s+/).includes(found)) {
    throw new Error(`${tarball} has the checksum ${found}, but the registry says ${integrity}. Try again later.`);
  }
  return bytes;
}

/** What the registry's document about one version says about its tarball. */
function distributionOf(document: Uint8Array): { tarball: string; integrity: string } {
  const text = new TextDecoder().decode(document);
  const { dist } = JSON.parse(text) as { dist?: { tarball?: unknown; integrity?: unknown } };
  const { tarball, integrity } = dist ?? {};
  if (typeof tarball === "string" && typeof integrity === "string") return { tarball, integrity };
  throw new Error("the registry's answer doesn't name a tarball with a checksum. Check that it is an npm registry.");
}

/** Unpacks everything below `package/` of a packed package into a new folder. */
async function unpack(tarball: Uint8Array, folder: string): Promise<void> {
  await makeFolder(folder);
  for (const { name, type, data } of parseTar(new Uint8Array(gunzipSync(tarball)))) {
    if (type !== "file" || data === undefined) continue;
    const parts = name.split("/").slice(1);
    if (
      parts.length === 0 ||
      parts.some((part) => part === "" || part === "." || part === ".." || /[\\:]/.test(part))
    ) {
      throw new Error(`the package has a file named “${name}”, which isn't a path within it.`);
    }
    const path = join(folder, ...parts);
    await makeFolder(dirname(path));
    await writeFile(path, data);
  }
}
