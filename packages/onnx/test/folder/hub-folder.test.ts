import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, type FileServer, serveFiles } from "@alt2img/testing/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HubOptions, type ModelFiles, openModelFolder } from "../../src/index.js";
import { openModelCache } from "../../src/node.js";

const COMMIT = "3d74acf9a28c67741b2f4f2ea7635f0aaf6f0268";
const ID = "openai/clip-tiny";
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const model = encode("0123456789".repeat(500));

/** As https://huggingface.co/api/models/… answers. */
const revision = (sha = COMMIT, size = model.length): Uint8Array =>
  encode(
    JSON.stringify({
      id: ID,
      sha,
      siblings: [
        { rfilename: "config.json", size: 7, blobId: "e1" },
        { rfilename: "onnx/model.onnx", size, blobId: "e2", lfs: { sha256: sha256(model), size, pointerSize: 134 } },
      ],
    }),
  );

let hub: FileServer;
let cdn: FileServer;
let cacheFolder = "";
beforeEach(async () => {
  cdn = await serveFiles([["blob", model]]);
  hub = await serveFiles([
    [`api/models/${ID}/revision/main`, revision()],
    [`${ID}/resolve/${COMMIT}/config.json`, encode('{"a":1}')],
    [`${ID}/resolve/${COMMIT}/onnx/model.onnx`, encode("")],
  ]);
  // Large files are elsewhere.
  hub.fault = (path): Fault | undefined =>
    path.endsWith(".onnx") ? { status: 302, headers: { Location: `${cdn.url}blob` } } : undefined;
  cacheFolder = mkdtempSync(join(tmpdir(), "alt2img-onnx-"));
});
afterEach(async () => {
  await Promise.all([hub.close(), cdn.close()]);
  rmSync(cacheFolder, { recursive: true, force: true });
});

const open = (options: HubOptions = {}): Promise<ModelFiles> =>
  openModelFolder(ID, { hub: { endpoint: hub.url, ...options }, cache: openModelCache(cacheFolder) });

describe("a model on a hub", () => {
  it("is listed and read at the branch's commit", async () => {
    const folder = await open();
    expect(folder.name).toBe("openai/clip-tiny@main");
    expect(await folder.list()).toEqual(["config.json", "onnx/model.onnx"]);
    expect(decode(await folder.read("config.json"))).toBe('{"a":1}');
    expect(await folder.read("onnx/model.onnx")).toHaveLength(5000);
    expect(hub.requests).toEqual([
      `GET api/models/${ID}/revision/main`,
      `GET ${ID}/resolve/${COMMIT}/config.json`,
      `GET ${ID}/resolve/${COMMIT}/onnx/model.onnx`,
    ]);
    await expect(folder.read("model.onnx")).rejects.toThrow(
      "There is no file “model.onnx” in openai/clip-tiny@main. It has: config.json, onnx/model.onnx.",
    );
  });

  it("needs no network the second time, and stays at its commit", async () => {
    await (await open()).read("config.json");
    hub.files.set(`api/models/${ID}/revision/main`, revision("0".repeat(40)));
    const again = await open();
    await again.read("onnx/model.onnx");
    expect(hub.requests.filter((request) => request.includes("api"))).toHaveLength(1);
    await Promise.all([hub.close(), cdn.close()]);
    const offline = await open();
    expect(await offline.list()).toHaveLength(2);
    expect(await offline.read("onnx/model.onnx")).toHaveLength(5000);
  });

  it("shares files between a branch and its commit", async () => {
    await (await open()).read("config.json");
    hub.files.set(`api/models/${ID}/revision/${COMMIT}`, revision());
    await (await open({ revision: COMMIT })).read("config.json");
    expect(hub.requests.filter((request) => request.endsWith("config.json"))).toHaveLength(1);
    await expect(open({ revision: ".." })).rejects.toMatchObject({ code: "onnx/path" });
    hub.files.set(`api/models/${ID}/revision/refs/pr/1`, revision("ab12"));
    hub.files.set(`${ID}/resolve/ab12/config.json`, encode('{"b":2}'));
    expect(decode(await (await open({ revision: "refs/pr/1" })).read("config.json"))).toBe('{"b":2}');
  });

  it("gives its token only to the hub, and never in an error", async () => {
    const folder = await open({ token: "hf_secret" });
    await folder.read("onnx/model.onnx");
    expect(hub.lastHeaders()["authorization"]).toBe("Bearer hf_secret");
    expect(cdn.lastHeaders()["authorization"]).toBeUndefined();
    hub.fault = () => ({ status: 401, body: "no" });
    const refused = folder.read("config.json");
    await expect(refused).rejects.toMatchObject({ code: "onnx/forbidden" });
    await expect(refused).rejects.not.toThrow("hf_secret");
  });

  it("detects a mirror that lies about length or content", async () => {
    const folder = await open();
    cdn.fault = () => ({ body: model.subarray(0, 4000) });
    await expect(folder.read("onnx/model.onnx")).rejects.toThrow("has 4,000 bytes, as its server says; expected 5,000");
    cdn.fault = () => ({ body: model.toReversed() });
    await expect(folder.read("onnx/model.onnx")).rejects.toThrow("has another SHA-256");
    hub.fault = undefined;
    hub.files.set(`${ID}/resolve/${COMMIT}/config.json`, encode("{}"));
    await expect(folder.read("config.json")).rejects.toMatchObject({ code: "onnx/damaged" });
    expect(readdirSync(cacheFolder)).toHaveLength(1);
  });

  it("reads from a mirror without lists, checks by its ETags, and needs it only once", async () => {
    hub.files.delete(`api/models/${ID}/revision/main`);
    hub.files.set(`${ID}/resolve/main/config.json`, encode("{}"));
    hub.files.set(`${ID}/resolve/main/onnx/model.onnx`, model);
    hub.fault = () => ({ headers: { ETag: `"${sha256(model)}"` } });
    const folder = await open();
    expect(await folder.read("onnx/model.onnx")).toHaveLength(5000);
    await expect(folder.read("config.json")).rejects.toThrow("has another SHA-256");
    await expect(folder.list()).rejects.toMatchObject({ code: "onnx/no-list" });
    await hub.close();
    expect(await (await open()).read("onnx/model.onnx")).toHaveLength(5000);
  });

  it("refuses invalid lists, and paths that lead elsewhere", async () => {
    for (const body of [
      "[]",
      "{",
      '{"sha":"../..","siblings":[]}',
      '{"sha":"ab12"}',
      '{"sha":"ab12","siblings":[{}]}',
    ]) {
      hub.files.set(`api/models/${ID}/revision/main`, encode(body));
      await expect((await open()).list()).rejects.toMatchObject({ code: "onnx/damaged" });
    }
    expect(readdirSync(cacheFolder)).toEqual([]);
    const siblings = [{ rfilename: "../../etc/passwd", size: 1 }];
    hub.files.set(`api/models/${ID}/revision/main`, encode(JSON.stringify({ sha: "ab12", siblings })));
    const folder = await open();
    await expect(folder.list()).rejects.toMatchObject({ code: "onnx/path" });
    await expect(folder.read("../../etc/passwd")).rejects.toMatchObject({ code: "onnx/path" });
    hub.fault = () => ({ body: "<!doctype html><p>Our hub has moved</p>", headers: { "Content-Type": "text/html" } });
    rmSync(cacheFolder, { recursive: true });
    await expect((await open()).list()).rejects.toMatchObject({ code: "onnx/html" });
    for (const endpoint of ["", "hub", "ftp://example.org"]) {
      await expect(open({ endpoint })).rejects.toMatchObject({ code: "onnx/source" });
    }
  });

  it("reads parts by ranges", async () => {
    const file = await (await open()).open("onnx/model.onnx");
    expect(file.byteLength).toBe(5000);
    expect(decode(new Uint8Array(await file.slice(4997)))).toBe("789");
    expect(cdn.requests).toEqual(["GET blob bytes=4997-4999"]);
  });
});
