import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registry that npm is set to: `npx` and `npm run` say it, as npm does for its own children; otherwise npm's default.
 * `ALT2IMG_REGISTRY` overrides both.
 */
export function registryOf(environment: Environment = process.env): string {
  return environment["ALT2IMG_REGISTRY"] || environment["npm_config_registry"] || "https://registry.npmjs.org/";
}

/** The user's folder for what can be fetched again; `ALT2IMG_CACHE` overrides the platform's. */
export function cacheFolder(environment: Environment = process.env, platform: string = process.platform): string {
  const { ALT2IMG_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (ALT2IMG_CACHE) return ALT2IMG_CACHE;
  if (platform === "win32") return join(LOCALAPPDATA || join(homedir(), "AppData", "Local"), "alt2img", "Cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "alt2img");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "alt2img");
}
