import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Progress } from "@alt2img/core";
import { createTar } from "nanotar";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchPackage } from "../../src/packages/fetch-package.js";
import { registryOf } from "../../src/packages/registry.js";

const pack = (files: Record<string, string>): Buffer =>
  gzipSync(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))));

const good = pack({ "package/package.json": "{}", "package/files/onnx/model.onnx": "weights" });
const tarballs: Record<string, Buffer> = {
  good,
  changed: pack({ "package/package.json": "[]" }),
  outside: pack({ "package/../../outside.txt": "out" }),
};

let server: Server;
let registry = "";
let requests: string[] = [];
let cache = "";

/** A registry whose versions 1.0.0-NAME have the tarball NAME. */
beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    requests.push(url);
    const [, name = ""] = /^\/@alt2img%2ftiny-x\/1\.0\.0-(\w+)$/.exec(url) ?? [];
    if (name === "bare") return response.end('{"dist":{}}');
    if (name !== "") {
      const bytes = tarballs[name === "outside" ? name : "good"]!;
      const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
      return response.end(JSON.stringify({ dist: { tarball: `${registry}${name}.tgz`, integrity } }));
    }
    const tarball = tarballs[/^\/(\w+)\.tgz$/.exec(url)?.[1] ?? ""];
    if (url === "/cut.tgz") {
      response.writeHead(200, { "Content-Length": good.length });
      return response.write(good.subarray(0, 50), () => response.destroy());
    }
    if (tarball === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { "Content-Length": tarball.length }).end(tarball);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  cache = mkdtempSync(join(tmpdir(), "alt2img-cache-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

const fetchTest = (name: string, onProgress?: (progress: Progress) => void): Promise<string> =>
  fetchPackage("@alt2img/tiny-x", `1.0.0-${name}`, { cache, registry, onProgress });

describe("fetchPackage", () => {
  test("unpacks a package into the cache once, and reports progress", async () => {
    const told: Progress[] = [];
    const folder = await fetchTest("good", (progress) => told.push(progress));
    expect(readFileSync(join(folder, "files/onnx/model.onnx"), "utf8")).toBe("weights");
    expect(folder).toBe(join(cache, "packages/@alt2img/tiny-x/1.0.0-good"));
    expect(told.at(-1)).toMatchObject({
      stage: "Fetching @alt2img/tiny-x",
      done: good.length,
      total: good.length,
      unit: "bytes",
    });
    expect(await fetchTest("good")).toBe(folder);
    expect(requests).toEqual(["/@alt2img%2ftiny-x/1.0.0-good", "/good.tgz"]);
    expect(readdirSync(join(folder, ".."))).toEqual(["1.0.0-good"]);
  });

  test("two calls at once leave one package", async () => {
    const [one, other] = await Promise.all([fetchTest("good"), fetchTest("good")]);
    expect(one).toBe(other);
    expect(readdirSync(join(one, ".."))).toEqual(["1.0.0-good"]);
  });

  test.each([
    ["changed", /checksum sha512-.*the registry says sha512-/],
    ["cut", /the connection broke/],
    ["missing", /missing\.tgz: the server says 404/],
    ["bare", /doesn't name a tarball/],
    ["outside", /“outside\.txt”/],
  ])("leaves nothing behind, and says why and what to do: %s", async (name, message) => {
    await expect(fetchTest(name)).rejects.toMatchObject({ code: "cli/fetch", message: expect.stringMatching(message) });
    await expect(fetchTest(name)).rejects.toThrow("npm install @alt2img/tiny-x");
    const parent = join(cache, "packages/@alt2img/tiny-x");
    expect(existsSync(parent) ? readdirSync(parent) : []).toEqual([]);
    expect(existsSync(join(cache, "packages/outside.txt"))).toBe(false);
  });
});

test("says what to do when the cache can't be written to", async () => {
  const file = join(cache, "file");
  writeFileSync(file, "");
  await expect(fetchPackage("@alt2img/tiny-x", "1.0.0", { cache: file, registry })).rejects.toMatchObject({
    code: "cli/fetch",
    message: `Can't keep @alt2img/tiny-x in ${file}: Part of its path is a file, not a folder. Check the path. Set ALT2IMG_CACHE to a folder that you can write to.`,
  });
  expect(requests).toEqual([]);
});

describe("locations", () => {
  test("the registry is npm's, unless npm or the user says otherwise", () => {
    expect(registryOf({})).toBe("https://registry.npmjs.org/");
    expect(registryOf({ npm_config_registry: "http://a.example/" })).toBe("http://a.example/");
    expect(registryOf({ npm_config_registry: "http://a.example/", ALT2IMG_REGISTRY: "http://b.example/" })).toBe(
      "http://b.example/",
    );
  });
});
