import { readFileSync } from "node:fs";
import type { ModelFolder } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import { loadClip } from "../../src/index.js";
import { activationOf, namedActivation, trainedActivation } from "../../src/verify/activation.js";
import {
  type ClipCheck,
  describeClip,
  type StatFolder,
  type StoredEmbeddings,
  verifyClip,
} from "../../src/verify/index.js";
import { folderOf, folderWithout } from "../folder-of.js";
import { goldenModel } from "../golden-model.js";
import { makePicture } from "../pixels/make-picture.js";

const session = { device: "cpu" } as const;
const verify = (folder: StatFolder, options: Parameters<typeof verifyClip>[1] = {}) =>
  verifyClip(folder, { session, ...options });
const named = (checks: readonly ClipCheck[], subject: ClipCheck["subject"]): ClipCheck[] =>
  checks.filter((check) => check.subject === subject);
const failures = (checks: readonly ClipCheck[]): string[] =>
  checks.filter(({ verdict }) => verdict === "failed").map(({ subject }) => subject);

/** What PyTorch says about a golden model. */
async function ofPyTorch(name: "clip" | "openclip" | "siglip"): Promise<StoredEmbeddings> {
  const { texts, pictures, text_embeds, image_embeds } = await (await goldenModel(name)).expected();
  return {
    name: "PyTorch",
    texts: texts.map(([text], i) => ({ text, embedding: text_embeds[i]! })),
    images: pictures.map(([width, height, alpha], i) => ({
      name: `picture ${i}`,
      image: makePicture(width, height, { alpha }),
      embedding: image_embeds[i]!,
    })),
  };
}

/** The golden CLIP with GELU where it has QuickGELU, in its files or in its settings too. */
async function mixedUp({ settings = false } = {}): Promise<ModelFolder> {
  const clip = await goldenModel("clip");
  const tower = (name: string): Uint8Array =>
    readFileSync(new URL(`../golden/models/mixed-up/${name}.onnx`, import.meta.url));
  const config = new TextDecoder().decode(await clip.read("config.json"));
  return folderOf(clip, {
    "onnx/text_model.onnx": tower("text_model"),
    "onnx/vision_model.onnx": tower("vision_model"),
    ...(settings ? { "config.json": config.replaceAll("quick_gelu", "gelu") } : {}),
  });
}

describe("verifyClip", () => {
  it("finds nothing wrong with the tiny CLIP, and says what it checked", async () => {
    const { ok, checks } = await verify(tinyClip);
    expect(failures(checks)).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.every(({ verdict }) => verdict === "ok")).toBe(true);
    expect(named(checks, "file").map(({ message }) => message)).toEqual([
      expect.stringMatching(/^config\.json: 1\.\d kB|^config\.json: \d kB/),
      expect.stringContaining("preprocessor_config.json"),
      expect.stringContaining("tokenizer.json"),
      expect.stringContaining("tokenizer_config.json"),
      expect.stringContaining("onnx/text_model.onnx: 2.1 MB, SHA-256 "),
      expect.stringContaining("onnx/vision_model.onnx: 5.6 MB, SHA-256 "),
    ]);
    expect(named(checks, "tokenizer")[0]!.message).toBe("3 known texts give the known ids.");
    expect(named(checks, "activation")[0]!.message).toMatch(/text_model.onnx computes GELU and .*as config.json says/);
    expect(named(checks, "stored embeddings")[0]!.message).toMatch(/^4 embeddings are those of the tiny CLIP/);
  });

  it.each(["clip", "openclip", "siglip"] as const)("the golden %s gives PyTorch's embeddings", async (name) => {
    const checkpoint = name === "siglip" ? { logitScale: 4.7, logitBias: -12.5 } : {};
    const { checks } = await verify(await goldenModel(name), { stored: await ofPyTorch(name), checkpoint });
    expect(failures(checks)).toEqual([]);
    expect(named(checks, "stored embeddings")[0]).toMatchObject({
      verdict: "ok",
      message: expect.stringMatching(/^16 embeddings are those of PyTorch/),
    });
    // No one else has their vocabulary.
    expect(named(checks, "tokenizer")[0]!.verdict).toBe("unknown");
  });

  it("finds GELU in place of QuickGELU by the operators, where the settings are right", async () => {
    const { ok, checks } = await verify(await mixedUp());
    expect(ok).toBe(false);
    expect(named(checks, "activation")[0]).toEqual({
      subject: "activation",
      verdict: "failed",
      message: expect.stringMatching(
        /text_model\.onnx computes GELU, but config\.json names QuickGELU\. Its embeddings look right/,
      ),
    });
  });

  it("finds it by the stored embeddings, where the settings are wrong too", async () => {
    const { ok, checks } = await verify(await mixedUp({ settings: true }), { stored: await ofPyTorch("clip") });
    expect(ok).toBe(false);
    expect(failures(checks)).toEqual(["stored embeddings"]);
    expect(named(checks, "stored embeddings")[0]!.message).toMatch(
      /^\d+ of 16 embeddings differ from those of PyTorch: .* a cosine of only 0\.\d{4} .*GELU in place of QuickGELU/,
    );
  });

  it("knows with which activation OpenAI's and LAION's checkpoints were trained, whatever the settings say", async () => {
    const base = await mixedUp({ settings: true });
    const { checks } = await verify({ ...base, name: "openai/clip-vit-tiny@main" });
    expect(named(checks, "activation")[0]!.message).toContain("the checkpoint was trained with QuickGELU");
    expect(trainedActivation("laion/CLIP-ViT-B-32-laion2B-s34B-b79K")).toBe("gelu");
    expect(trainedActivation("somebody/clip")).toBeUndefined();
    expect(namedActivation("gelu_pytorch_tanh")).toBe("gelu");
    expect(activationOf(["Sigmoid", "Erf"])).toBeUndefined();
    expect(activationOf(["MatMul", "QuickGelu"])).toBe("quick_gelu");
  });

  it("reports each fault, and continues as far as it can", async () => {
    const text = await tinyClip.read("onnx/text_model.onnx");
    const other = await goldenModel("clip");
    const cases: [folder: ModelFolder, failed: string[]][] = [
      [folderWithout(tinyClip, "tokenizer.json"), ["file", "tokenizer", "model"]],
      [await folderOf(tinyClip, { "config.json": { model_type: "bert" } }), ["settings"]],
      [await folderOf(tinyClip, { "tokenizer.json": await other.read("tokenizer.json") }), ["tokenizer", "model"]],
      [await folderOf(tinyClip, { "onnx/text_model.onnx": text.subarray(0, 1_000_000) }), ["activation", "model"]],
      [await folderOf(tinyClip, { "onnx/vision_model.onnx": text }), ["model"]],
      [folderWithout(tinyClip, "onnx/text_model.onnx"), ["model"]],
    ];
    for (const [folder, failed] of cases) {
      const { ok, checks } = await verify(folder);
      expect(failures(checks)).toEqual(failed);
      expect(ok).toBe(false);
    }
  });

  it("compares sizes and SHA-256 with what the folder knows", async () => {
    const stat = async () => ({ byteLength: 1, sha256: "0".repeat(64) });
    const short = await verify({ ...tinyClip, stat });
    expect(named(short.checks, "file")[0]!.message).toMatch(
      /config\.json has [\d,]+ bytes; it must have 1\. Get it again\./,
    );
    const damaged = await verify({ ...tinyClip, stat: async () => ({ sha256: "0".repeat(64) }) });
    expect(named(damaged.checks, "file")[0]!.message).toMatch(/has the SHA-256 [0-9a-f]{64}; it must be 0{64}\./);
    const files = await tinyClip.files();
    const known = await verify({ ...tinyClip, stat: async (path) => files.find((file) => file.path === path)! });
    expect(named(known.checks, "file")[0]!.message).toMatch(/SHA-256 [0-9a-f]{12}… as it must be$/);
  });

  it("finds embeddings of another model by their length, and says nothing it doesn't know", async () => {
    const stored = { name: "somebody", texts: [{ text: "a dog", embedding: [1, 0, 0] }] };
    const { checks } = await verify(tinyClip, { stored });
    expect(named(checks, "stored embeddings")[0]!.message).toContain("another length than the stored one");
    const unknown = await verify(await goldenModel("openclip"));
    expect(unknown.ok).toBe(true);
    expect(named(unknown.checks, "stored embeddings")[0]!.verdict).toBe("unknown");
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(verify(tinyClip, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("describeClip", () => {
  it("says what a model is without reading an ONNX file", async () => {
    const read: string[] = [];
    const files = await tinyClip.files();
    const folder = {
      ...tinyClip,
      read: (path: string) => {
        read.push(path);
        return tinyClip.read(path);
      },
      stat: async (path: string) => ({ byteLength: files.find((file) => file.path === path)!.bytes }),
    };
    const description = await describeClip(folder);
    expect(description).toMatchObject({
      name: "@alt2img/tiny-clip",
      family: "clip",
      dimension: 128,
      contextLength: 32,
      vocabularySize: 3072,
      image: { width: 64, height: 64, patchSize: 8 },
      activations: { text: "gelu", vision: "gelu" },
      variants: [{ variant: "fp32", files: ["onnx/text_model.onnx", "onnx/vision_model.onnx"] }],
    });
    expect(description.files).toContainEqual({ path: "onnx/vision_model.onnx", byteLength: 5602884 });
    expect(read.filter((path) => path.endsWith(".onnx"))).toEqual([]);
    expect(structuredClone(description)).toEqual(description);
  });

  it("lists no files where the place can't", async () => {
    const { name, read } = tinyClip;
    const description = await describeClip({ name, read });
    expect(description.files).toBeUndefined();
    expect(description.variants).toBeUndefined();
  });

  it("agrees with what is loaded", async () => {
    for (const name of ["clip", "siglip", "openclip"] as const) {
      const folder = await goldenModel(name);
      await using clip = await loadClip(folder, { session });
      const { dimension, family, image, contextLength } = clip;
      expect(await describeClip(folder)).toMatchObject({ dimension, family, image, contextLength });
    }
  });
});
