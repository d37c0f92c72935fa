import { describe, expect, it } from "vitest";
import { openTinyWorld, type tinyClip, tinyCrawl, tinyLcm, tinySkewedTwin, tinyStableDiffusion } from "../src/index.js";
import { fileOf, packagedFolder } from "../src/packaged-folder.js";

describe("a part of the package", () => {
  it("gives its files, checked", async () => {
    const bytes = await tinyCrawl.read("tiny-crawl.cdxj");
    expect(bytes).toHaveLength((await fileOf(tinyCrawl, "tiny-crawl.cdxj")).bytes);
    expect(new TextDecoder().decode(bytes.subarray(0, 7))).toBe("example");
  });

  it("lists its files when asked for one that doesn't exist", async () => {
    await expect(tinyCrawl.read("crawl.warc")).rejects.toMatchObject({
      code: "tiny/no-such-file",
      message:
        "@alt2img/tiny-crawl has no file “crawl.warc”. It has: tiny-crawl.cdxj, tiny-crawl.warc.gz, tiny-crawl.warc.wat.gz, truth.json.",
    });
  });

  it("reports progress up to the file's size", async () => {
    const done: number[] = [];
    const totals = new Set<number | undefined>();
    const bytes = await tinyCrawl.read("truth.json", {
      onProgress: (progress) => {
        done.push(progress.done);
        totals.add(progress.total);
      },
    });
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(bytes.length);
    expect([...totals]).toEqual([bytes.length]);
  });

  it("gives parts of a file", async () => {
    const parts = await tinyCrawl.open("tiny-crawl.cdxj");
    const { bytes } = await fileOf(tinyCrawl, "tiny-crawl.cdxj");
    expect(parts.byteLength).toBe(bytes);
    expect(new TextDecoder().decode(await parts.slice(1, 4))).toBe("xam");
    await expect(tinyCrawl.open("crawl.warc")).rejects.toMatchObject({ code: "tiny/no-such-file" });
  });

  it("stops when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(tinyCrawl.read("truth.json", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each([
    ["a size that is another", { bytes: 1 }, /1 bytes|have 1\b|expected 1\b/],
    ["a digest that is another", { sha256: "0".repeat(64) }, /the SHA-256/],
  ])("is refused with %s", async (_, change, message) => {
    const [file] = await tinyCrawl.files();
    const folder = packagedFolder("a test", async () => ({ files: [{ ...file!, ...change }] }));
    await expect(folder.read(file!.path)).rejects.toMatchObject({ code: "core/damaged" });
    await expect(folder.read(file!.path)).rejects.toThrow(message);
  });

  it("is refused if the file is missing", async () => {
    const [file] = await tinyCrawl.files();
    const url = new URL("not-there.bin", file!.url);
    // A development server may give its start page for what it does not know: then it is the wrong size.
    const { read } = packagedFolder("a test", async () => ({ files: [{ ...file!, url }] }));
    await expect(read(file!.path)).rejects.toMatchObject({
      code: expect.stringMatching(/^core\/(unreachable|damaged)$/),
    });
  });
});

describe("openTinyWorld", () => {
  it("opens every part, wherever its package is", async () => {
    const asked: string[] = [];
    const world = openTinyWorld(async (name) => {
      asked.push(name);
      return { files: await tinyCrawl.files() };
    });
    expect((await world.crawl.truth()).pages.length).toBeGreaterThan(300);
    expect(asked).toEqual(["@alt2img/tiny-crawl"]);
    expect(Object.values(world).map(({ name }) => name)).toEqual([
      "@alt2img/tiny-clip",
      "@alt2img/tiny-crawl",
      "@alt2img/tiny-lcm",
      "@alt2img/tiny-skewed-twin",
      "@alt2img/tiny-stable-diffusion",
      "@alt2img/tiny-training-set",
    ]);
  });

  it("says in one line how to install a missing part", async () => {
    const missing = openTinyWorld(() => Promise.reject(new Error("Cannot find package")));
    await expect(missing.clip.read("config.json")).rejects.toMatchObject({
      code: "tiny/not-installed",
      message: "@alt2img/tiny-clip isn't installed. Install it: npm install @alt2img/tiny-clip",
    });
    await expect(missing.trainingSet.row(0)).rejects.toMatchObject({ code: "tiny/not-installed" });
  });
});

describe.each([
  ["tinySkewedTwin", tinySkewedTwin, []],
  ["tinyLcm", tinyLcm, ["model_index.json", "scheduler/scheduler_config.json"]],
] as const)("%s", (_, variant, others) => {
  it("has the tiny Stable Diffusion's files, with its own U-Net and model card", async () => {
    const [own, straight] = [await variant.list(), await tinyStableDiffusion.list()];
    expect(own).toEqual([...new Set(own)].sort());
    const isAboutModel = (path: string): boolean => /^(README\.md|training\.json|samples\/)/.test(path);
    expect(own.filter((path) => !isAboutModel(path))).toEqual(straight.filter((path) => !isAboutModel(path)));
    const sha256 = async (folder: typeof tinyClip, path: string): Promise<string> =>
      (await fileOf(folder, path)).sha256;
    for (const path of ["unet/diffusion_pytorch_model.safetensors", "README.md", ...others]) {
      expect(await sha256(variant, path), path).not.toBe(await sha256(tinyStableDiffusion, path));
    }
    for (const path of ["vae/diffusion_pytorch_model.safetensors", "text_encoder/model.onnx"]) {
      expect(await sha256(variant, path), path).toBe(await sha256(tinyStableDiffusion, path));
    }
  });
});
