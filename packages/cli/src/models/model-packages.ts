import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cacheFolder } from "@alt2img/core";
import { testedVersion } from "../packages/fetch-peer.js";
import { installProgram } from "../packages/install-program.js";
import { registryOf } from "../packages/registry.js";

type Modules = {
  "@alt2img/clip": typeof import("@alt2img/clip");
  "@alt2img/clip/imagenet": typeof import("@alt2img/clip/imagenet");
  "@alt2img/clip/verify": typeof import("@alt2img/clip/verify");
  "@alt2img/diffusion": typeof import("@alt2img/diffusion");
  "@alt2img/diffusion/text-to-image": typeof import("@alt2img/diffusion/text-to-image");
  "@alt2img/image": typeof import("@alt2img/image");
  "@alt2img/onnx": typeof import("@alt2img/onnx");
};

/** The packages that run models, which the command line doesn't install: with ONNX Runtime they take up 180 MB. */
export type PackageName = keyof Modules;

export type ModelPackages = { load<Name extends keyof Modules>(name: Name): Promise<Modules[Name]> };

const installed: { [Name in keyof Modules]: () => Promise<Modules[Name]> } = {
  "@alt2img/clip": () => import("@alt2img/clip"),
  "@alt2img/clip/imagenet": () => import("@alt2img/clip/imagenet"),
  "@alt2img/clip/verify": () => import("@alt2img/clip/verify"),
  "@alt2img/diffusion": () => import("@alt2img/diffusion"),
  "@alt2img/diffusion/text-to-image": () => import("@alt2img/diffusion/text-to-image"),
  "@alt2img/image": () => import("@alt2img/image"),
  "@alt2img/onnx": () => import("@alt2img/onnx"),
};

/**
 * The packages that run models: those installed next to the command line, or else those in the cache, where npm installs
 * them the first time.
 *
 * @param needs which of them must be there; by default those for CLIP
 * @param onFetch called before something is fetched, with a sentence about it
 * @throws Alt2imgError `cli/fetch`
 */
export async function findModelPackages(
  onFetch: (message: string) => void,
  signal?: AbortSignal,
  needs: readonly PackageName[] = ["@alt2img/clip", "@alt2img/image", "@alt2img/onnx"],
): Promise<ModelPackages> {
  try {
    // All of them, or those from the cache: they have to fit one another.
    await Promise.all(needs.map((name) => installed[name]()));
    return { load: (name) => installed[name]() };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const name = "@alt2img/clip";
  const version = testedVersion(name, "alt2img");
  const folder = await installProgram(name, version, {
    cache: cacheFolder(),
    registry: registryOf(),
    // WordNet is for @alt2img/clip/imagenet.
    peers: { [WORDNET]: versionOf(WORDNET), [DIFFUSION]: testedVersion(DIFFUSION, "alt2img") },
    onFetch: () => onFetch(`Fetching ${name}, ${DIFFUSION} and ONNX Runtime, once: 180 MB on the disk`),
    signal,
  });
  return packagesIn(folder);
}

const WORDNET = "@alt2img/wordnet";
const DIFFUSION = "@alt2img/diffusion";

/** The version of an installed package. */
function versionOf(name: string): string {
  const path = fileURLToPath(import.meta.resolve(`${name}/package.json`));
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}

/** @param folder that has a `node_modules` */
export function packagesIn(folder: string): ModelPackages {
  const { resolve } = createRequire(join(folder, "package.json"));
  return { load: (name) => import(pathToFileURL(resolve(name)).href) };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}
