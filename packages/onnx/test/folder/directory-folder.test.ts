import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readAll } from "@alt2img/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelSource, openModelFolder } from "../../src/index.js";

const home = mkdtempSync(join(tmpdir(), "alt2img-onnx-"));
const model = join(home, "model");
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

beforeAll(() => {
  mkdirSync(join(model, "onnx"), { recursive: true });
  writeFileSync(join(model, "config.json"), "{}");
  writeFileSync(join(model, "onnx/model.onnx"), "0123456789");
  writeFileSync(join(home, "secret"), "secret");
  symlinkSync("onnx/model.onnx", join(model, "inside.onnx"));
  symlinkSync("../secret", join(model, "outside"));
  symlinkSync(home, join(model, "parent"));
  symlinkSync("nowhere", join(model, "broken"));
  mkdirSync(join(home, "model-other"));
  writeFileSync(join(home, "model-other/secret"), "secret");
  symlinkSync("../model-other/secret", join(model, "neighbour"));
});
afterAll(() => rmSync(home, { recursive: true }));

describe("a directory", () => {
  it("is read by path or file: URL", async () => {
    for (const source of [model, `${model}/`, pathToFileURL(model), pathToFileURL(model).href]) {
      const folder = await openModelFolder(source);
      expect(text(await folder.read("config.json"))).toBe("{}");
      const file = await folder.open("onnx/model.onnx");
      expect(file.byteLength).toBe(10);
      expect(text(new Uint8Array(await file.slice(3, 5)))).toBe("34");
      expect(text(await readAll(file))).toBe("0123456789");
    }
  });

  it("lists its files, sorted, and names them when one is missing", async () => {
    const folder = await openModelFolder(model);
    expect(await folder.list()).toEqual(["config.json", "inside.onnx", "onnx/model.onnx"]);
    await expect(folder.read("onnx")).rejects.toMatchObject({ code: "onnx/no-such-file" });
    await expect(folder.read("model.onnx")).rejects.toThrow(
      /There is no file “model\.onnx” in .*It has: config\.json, inside\.onnx, onnx\/model\.onnx\.$/,
    );
  });

  it("gives nothing outside it, whatever its links say", async () => {
    const folder = await openModelFolder(model);
    expect(text(await folder.read("inside.onnx"))).toBe("0123456789");
    for (const path of ["outside", "parent/secret", "neighbour", "broken"]) {
      await expect(folder.read(path)).rejects.toMatchObject({ code: "onnx/no-such-file" });
    }
    for (const path of ["../secret", join(home, "secret"), "onnx/../../secret"]) {
      await expect(folder.read(path)).rejects.toMatchObject({ code: "onnx/path" });
      await expect(folder.open(path)).rejects.toMatchObject({ code: "onnx/path" });
    }
  });

  it("may be a snapshot in Hugging Face's own cache, whose files are links to blobs", async () => {
    const repository = join(home, "models--openai--clip");
    const snapshot = join(repository, "snapshots/abc");
    mkdirSync(snapshot, { recursive: true });
    mkdirSync(join(repository, "blobs"));
    writeFileSync(join(repository, "blobs/0f"), "{}");
    writeFileSync(join(repository, "secret"), "secret");
    symlinkSync("../../blobs/0f", join(snapshot, "config.json"));
    symlinkSync("../../secret", join(snapshot, "secret"));
    const folder = await openModelFolder(snapshot);
    expect(await folder.list()).toEqual(["config.json"]);
    expect(text(await folder.read("config.json"))).toBe("{}");
    await expect(folder.read("secret")).rejects.toMatchObject({ code: "onnx/no-such-file" });
  });

  it("must exist", async () => {
    await expect(openModelFolder(join(home, "nothing"))).rejects.toMatchObject({ code: "onnx/not-a-folder" });
    await expect(openModelFolder(join(model, "config.json"))).rejects.toThrow("is a file. Give the folder it is in.");
  });
});

describe("openModelFolder", () => {
  it.each([undefined, null, 7, "", "model", "a/b/c", "a/../b", "ftp://example.org/", {}, []])(
    "refuses %j",
    async (source) => {
      await expect(openModelFolder(source as ModelSource)).rejects.toMatchObject({ code: "onnx/source" });
    },
  );

  it("reads and aborts", async () => {
    const folder = await openModelFolder(model);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(folder.read("config.json", { signal })).rejects.toThrow("enough");
    await expect(folder.open("config.json", { signal })).rejects.toThrow("enough");
    await expect(openModelFolder(model, { signal })).rejects.toThrow("enough");
    const seen: number[] = [];
    await folder.read("onnx/model.onnx", { onProgress: ({ done, total }) => seen.push(done, total ?? -1) });
    expect(seen.slice(-2)).toEqual([10, 10]);
  });
});
