import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { packagesIn } from "../../src/models/model-packages.js";
import { installProgram } from "../../src/packages/install-program.js";

type Manifest = { name: string; version: string; [field: string]: unknown };

/** A package of code, whose install script would leave a mark. */
const program: Manifest = {
  name: "@alt2img/clip",
  version: "1.2.3",
  type: "module",
  exports: "./index.js",
  dependencies: { "dependency-x": "^1.0.0" },
  scripts: { postinstall: `node -e "require('fs').writeFileSync('ran', '')"` },
};
const dependency: Manifest = { name: "dependency-x", version: "1.0.1", type: "module", exports: "./index.js" };
const peer: Manifest = { name: "peer-y", version: "2.0.0", type: "module", exports: "./index.js" };
const all = [program, dependency, peer];
const sources: Record<string, string> = {
  "@alt2img/clip": 'import { x } from "dependency-x";\nexport const loadClip = () => "loaded " + x;\n',
  "dependency-x": 'export const x = "with x";\n',
  "peer-y": "",
};
const tarballs = new Map(
  all.map((manifest) => [
    manifest.name,
    gzipSync(
      createTar([
        { name: "package/package.json", data: JSON.stringify(manifest) },
        { name: "package/index.js", data: sources[manifest.name]! },
      ]),
    ),
  ]),
);

let server: Server;
let registry = "";
let requests: string[] = [];
let cache = "";
/** Sends half of each tarball. */
let isBroken = false;

beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    requests.push(url);
    const name = decodeURIComponent(url.slice(1)).replace(/\.tgz$/, "");
    const manifest = all.find((each) => each.name === name);
    const bytes = tarballs.get(name);
    if (manifest === undefined || bytes === undefined) {
      return response.writeHead(404, { "Content-Type": "application/json" }).end('{"error":"Not found"}');
    }
    if (url.endsWith(".tgz")) return response.end(isBroken ? bytes.subarray(0, 100) : bytes);
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    const dist = { tarball: `${registry}${encodeURIComponent(name)}.tgz`, integrity };
    const { version } = manifest;
    const versions = { [version]: { ...manifest, hasInstallScript: "scripts" in manifest, dist } };
    response.setHeader("Content-Type", "application/json");
    return response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  isBroken = false;
  cache = mkdtempSync(join(tmpdir(), "alt2img-cache-"));
  // npm's own cache would hide a broken download.
  process.env["npm_config_cache"] = join(cache, "npm");
  process.env["npm_config_fetch_retries"] = "0";
});
afterEach(() => {
  delete process.env["npm_config_cache"];
  delete process.env["npm_config_fetch_retries"];
  rmSync(cache, { recursive: true, force: true });
});

let fetched = 0;
const install = (name = "@alt2img/clip", version = "1.2.3", signal?: AbortSignal): Promise<string> =>
  installProgram(name, version, { cache, registry, onFetch: () => fetched++, signal });
const kept = (): string[] => {
  const folder = join(cache, "programs/@alt2img/clip");
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("installProgram", () => {
  test("installs a package with what it depends on, once, and runs no script", async () => {
    const folder = await install();
    expect(folder).toBe(join(cache, "programs/@alt2img/clip/1.2.3"));
    const { loadClip } = (await packagesIn(folder).load("@alt2img/clip")) as unknown as { loadClip: () => string };
    expect(loadClip()).toBe("loaded with x");
    expect(existsSync(join(folder, "node_modules/@alt2img/clip/ran"))).toBe(false);
    const before = requests.length;
    fetched = 0;
    expect(await install()).toBe(folder);
    expect(fetched).toBe(0);
    expect(requests).toHaveLength(before);
    expect(kept()).toEqual(["1.2.3"]);
  });

  test("installs the optional peers that are named with it", async () => {
    const folder = await installProgram("@alt2img/clip", "1.2.3", { cache, registry, peers: { "peer-y": "2.0.0" } });
    expect(existsSync(join(folder, "node_modules/peer-y/package.json"))).toBe(true);
  });

  test("two at once give one program", async () => {
    const [one, other] = await Promise.all([install(), install()]);
    expect(one).toBe(other);
    expect(kept()).toEqual(["1.2.3"]);
  });

  test("leaves nothing behind, and says why and what to do", async () => {
    await expect(install("@alt2img/clip", "9.9.9")).rejects.toMatchObject({
      code: "cli/fetch",
      message: expect.stringMatching(
        /^Can't fetch @alt2img\/clip@9\.9\.9: No matching version.* Or install it next to alt2img: npm install @alt2img\/clip$/,
      ),
    });
    isBroken = true;
    await expect(install()).rejects.toMatchObject({ code: "cli/fetch", message: expect.stringContaining("1.2.3: ") });
    expect(kept()).toEqual([]);
  });

  test("an abort ends npm, with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(install("@alt2img/clip", "1.2.3", AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const installing = install("@alt2img/clip", "1.2.3", controller.signal);
    setTimeout(() => controller.abort(reason), 100);
    await expect(installing).rejects.toBe(reason);
    expect(kept()).toEqual([]);
  });

  test("says what to do when the cache can't be written to", async () => {
    const file = join(cache, "file");
    writeFileSync(file, "");
    await expect(installProgram("@alt2img/clip", "1.2.3", { cache: file, registry })).rejects.toMatchObject({
      code: "cli/fetch",
      message: expect.stringContaining("Set ALT2IMG_CACHE to a folder that you can write to."),
    });
    expect(readFileSync(file, "utf8")).toBe("");
    expect(requests).toEqual([]);
  });
});
