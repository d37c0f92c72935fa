import { createHash } from "node:crypto";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeModel, openModelFolder } from "../../src/index.js";
import { filesOf, modelFile, openModels } from "../model-files.js";

const bytes = modelFile("add.onnx");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const file = new URL("../models/add.onnx", import.meta.url);

let server: FileServer;
beforeEach(async () => {
  server = await serveFiles([["add.onnx", bytes]]);
});
afterEach(() => server.close());

describe("stat", () => {
  it("says the size of a file in every kind of folder, and the SHA-256 where a list has it", async () => {
    const memory = await openModelFolder(filesOf("add.onnx"));
    expect(await memory.stat("add.onnx")).toEqual({ byteLength: bytes.length });
    expect(await (await openModels()).stat("add.onnx")).toEqual({ byteLength: bytes.length });
    const web = await openModelFolder(server.url, { cache: false });
    expect(await web.stat("add.onnx")).toEqual({ byteLength: bytes.length });
    for (const url of [file, `${server.url}add.onnx`]) {
      const listed = await openModelFolder(
        { files: [{ path: "add.onnx", url, bytes: 106, sha256 }] },
        { cache: false },
      );
      expect(await listed.stat("add.onnx")).toEqual({ byteLength: 106, sha256 });
    }
  });

  it("asks no server for what the list says", async () => {
    const files = [{ path: "add.onnx", url: `${server.url}add.onnx`, bytes: 106, sha256 }];
    await (await openModelFolder({ files }, { cache: false })).stat("add.onnx");
    expect(server.requests).toEqual([]);
  });

  it("rejects for a file that isn't there", async () => {
    await expect((await openModels()).stat("other.onnx")).rejects.toMatchObject({ code: "onnx/no-such-file" });
  });
});

describe("describeModel", () => {
  it("says what a model's file contains, without loading it", async () => {
    expect(await describeModel(await openModels(), "add.onnx")).toEqual({
      byteLength: 106,
      externalFiles: [],
      float16: false,
      operators: ["Add"],
    });
  });

  it("is one clear error for half a file and for a page of HTML", async () => {
    const folder = await openModelFolder(
      new Map([
        ["half.onnx", bytes.subarray(0, 50)],
        ["page.onnx", new TextEncoder().encode("<!doctype html><title>Not found</title>")],
      ]),
    );
    await expect(describeModel(folder, "half.onnx")).rejects.toMatchObject({ code: "onnx/broken-model" });
    await expect(describeModel(folder, "page.onnx")).rejects.toMatchObject({ code: "onnx/html" });
  });
});
