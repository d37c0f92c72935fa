// What goes wrong with a model on a server, from loadClip's point of view: one clear error each, and a cache that has
// every good file and no other.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "@alt2img/core";
import { encodePng } from "@alt2img/image";
import { openModelFolder } from "@alt2img/onnx";
import { openModelCache } from "@alt2img/onnx/node";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { tinyClip } from "@alt2img/tiny/clip";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Clip, loadClip } from "../../src/index.js";
import { makePicture } from "../pixels/make-picture.js";

const TEXT = "onnx/text_model.onnx";
const VISION = "onnx/vision_model.onnx";
/** The other files that loading reads. */
const small = ["config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"];

let server: FileServer;
let cacheFolder = "";
beforeEach(async () => {
  const paths = [...small, TEXT, VISION];
  server = await serveFiles(await Promise.all(paths.map(async (path) => [path, await tinyClip.read(path)] as const)));
  cacheFolder = mkdtempSync(join(tmpdir(), "alt2img-clip-"));
});
afterEach(async () => {
  await server.close();
  rmSync(cacheFolder, { recursive: true });
});

async function load(url = server.url): Promise<Clip> {
  const folder = await openModelFolder(url, { cache: openModelCache(cacheFolder) });
  return loadClip(folder, { session: { device: "cpu" }, checkpoint: { logitScale: 3.8 } });
}

const file = (path: string): Uint8Array => server.files.get(path)!;

/** The good model is put back, and of the server only what was bad is asked for again. */
async function expectHealed(good: ReadonlyMap<string, Uint8Array>, bad: readonly string[]): Promise<void> {
  server.fault = undefined;
  for (const [path, bytes] of good) server.files.set(path, bytes);
  const before = server.requests.length;
  await using clip = await load();
  expect(await clip.embedTexts(["a dog"])).toHaveLength(1);
  const again = server.requests.slice(before).map((request) => request.split(" ")[1]!);
  expect(again.filter((path) => server.files.has(path)).sort()).toEqual([...bad].sort());
  expect(readdirSync(cacheFolder).filter((name) => name.endsWith(".partial"))).toEqual([]);
}

describe("a model on a server", () => {
  it("needs no weights next to its ONNX files, whether the server says 404 or shows its page", async () => {
    const scale = async (): Promise<number | undefined> => {
      const folder = await openModelFolder(server.url, { cache: openModelCache(cacheFolder) });
      await using clip = await loadClip(folder, { session: { device: "cpu" } });
      return clip.logitScale;
    };
    expect(await scale()).toBeUndefined();
    const page = { body: "<!doctype html><p>An application", headers: { "Content-Type": "text/html" } };
    server.fault = (path) => (server.files.has(path) ? undefined : page);
    expect(await scale()).toBeUndefined();
    server.files.set("model.safetensors", await tinyClip.read("model.safetensors"));
    expect(await scale()).toBe(3.8359375);
  });

  it("of which the address is wrong is refused with what is missing", async () => {
    await expect(load(`${server.url}elsewhere/`)).rejects.toMatchObject({
      code: "onnx/no-such-file",
      message: expect.stringContaining("elsewhere/config.json answers 404"),
    });
    expect(readdirSync(cacheFolder)).toEqual([]);
    await expect(load(`${server.url}onnx/`)).rejects.toMatchObject({ code: "onnx/no-such-file" });
    await expectHealed(new Map(), [...small, TEXT, VISION]);
  });

  it("that is cut off is refused, and fetched again the next time", async () => {
    const whole = file(VISION);
    server.files.set(VISION, whole.subarray(0, whole.length / 2));
    await expect(load()).rejects.toMatchObject({
      code: "onnx/broken-model",
      message: expect.stringMatching(/vision_model\.onnx of .* is cut off: it has [\d.,]+ \w+ and needs at least/),
    });
    await expectHealed(new Map([[VISION, whole]]), [VISION]);
  });

  it.each(
    small.flatMap((path) => [
      [path, "", "onnx/empty"],
      ...["[]", '{"half":'].map((text) => [path, text, "clip/bad-file"]),
    ]) as [string, string, string][],
  )("whose %s is %j is refused, and fetched again the next time", async (path, text, code) => {
    const good = file(path);
    server.files.set(path, new TextEncoder().encode(text));
    await expect(load()).rejects.toMatchObject({ code, message: expect.stringContaining(path) });
    server.files.set(path, good);
    await (await load()).close();
    expect(server.requests.filter((request) => request.split(" ")[1] === path)).toHaveLength(2);
  });

  it("that is a text model where the vision model should be is refused, with what each takes", async () => {
    const whole = file(VISION);
    server.files.set(VISION, file(TEXT));
    await expect(load()).rejects.toMatchObject({
      code: "onnx/interface",
      message: expect.stringMatching(
        /vision_model\.onnx[\s\S]*input_ids[\s\S]*pixel_values|pixel_values[\s\S]*input_ids/,
      ),
    });
    // It is a model, only not the one that is wanted: it stays until the user says that it was wrong.
    const folder = await openModelFolder(server.url, { cache: openModelCache(cacheFolder) });
    await folder.forget(VISION);
    await expectHealed(new Map([[VISION, whole]]), [VISION]);
  });

  it.each([
    ["more", "no parts", { by: 1000, noRanges: true }, "onnx/unreachable"],
    ["more", "parts", { by: 1000, noRanges: false }, "onnx/unreachable"],
    ["fewer", "no parts", { by: -1000, noRanges: true }, "onnx/broken-model"],
    ["fewer", "parts", { by: -1000, noRanges: false }, "onnx/broken-model"],
  ])(
    "whose server says %s bytes than it sends (it serves %s) is refused, and nothing of it is kept",
    async (_, __, { by, noRanges }, code) => {
      const { length } = file(VISION);
      server.fault = (path) => (path === VISION ? { length: length + by, noRanges } : undefined);
      await expect(load()).rejects.toMatchObject({ code, message: expect.stringContaining(VISION) });
      const kept = readdirSync(cacheFolder).filter((name) => !name.endsWith(".partial"));
      expect(kept).toHaveLength(5);
      await expectHealed(new Map(), [VISION]);
    },
    30_000,
  );
});

describe("a picture of 100 megapixels", () => {
  it("is refused by its header, before memory is allocated; the model still works afterwards", async () => {
    const png = encodePng(makePicture(8, 8)).slice();
    const header = new DataView(png.buffer);
    header.setUint32(16, 10_000);
    header.setUint32(20, 10_000);
    header.setUint32(29, crc32(png.subarray(12, 29)));
    await using clip = await load();
    const before = process.memoryUsage().arrayBuffers;
    await expect(clip.embedImages([png])).rejects.toMatchObject({
      code: "image/too-large",
      message: expect.stringMatching(/10,?000 × 10,?000/),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
    expect(await clip.embedImages([makePicture(8, 8)])).toHaveLength(1);
  });
});
