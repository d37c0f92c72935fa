/**
 * The user's folder for what can be fetched again, in Node: `~/.cache/alt2img`, `~/Library/Caches/alt2img` or
 * `%LOCALAPPDATA%\alt2img\Cache`. `ALT2IMG_CACHE` overrides the platform's. It may not be there yet.
 */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const { join } = process.getBuiltinModule("node:path");
  const { homedir } = process.getBuiltinModule("node:os");
  const { ALT2IMG_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (ALT2IMG_CACHE) return ALT2IMG_CACHE;
  if (platform === "win32") return join(LOCALAPPDATA || join(homedir(), "AppData", "Local"), "alt2img", "Cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "alt2img");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "alt2img");
}
