import { describe, expect, it } from "vitest";
import { tinyCrawl, tinyParts, tinyTrainingSet } from "../src/index.js";
import { fileOf, packagedFolder } from "../src/packaged-folder.js";

describe("a part of the package", () => {
  it("gives its files, checked", async () => {
    const bytes = await tinyCrawl.read("tiny-crawl.cdxj");
    expect(bytes).toHaveLength(fileOf("", tinyCrawl.files, "tiny-crawl.cdxj").bytes);
    expect(new TextDecoder().decode(bytes.subarray(0, 7))).toBe("example");
  });

  it("says which files there are where one is asked for that is not there", async () => {
    await expect(tinyCrawl.read("crawl.warc")).rejects.toMatchObject({
      code: "tiny/no-such-file",
      message:
        "There is no file “crawl.warc” in @alt2img/tiny/crawl; there are tiny-crawl.cdxj, tiny-crawl.warc.gz, tiny-crawl.warc.wat.gz, truth.json.",
    });
  });

  it("tells how much of a file is read, and ends at its size", async () => {
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

  it("stops when it is told to", async () => {
    const reason = new Error("enough");
    await expect(tinyCrawl.read("truth.json", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each([
    ["a size that is another", { bytes: 1 }, "bytes; it should have 1."],
    ["a digest that is another", { sha256: "0".repeat(64) }, "the SHA-256"],
  ])("is refused with %s", async (_, change, message) => {
    const [file] = tinyCrawl.files;
    const folder = packagedFolder("a test", [{ ...file!, ...change }]);
    await expect(folder.read(file!.path)).rejects.toMatchObject({ code: "tiny/damaged" });
    await expect(folder.read(file!.path)).rejects.toThrow(message);
  });

  it("is refused where the file is not there", async () => {
    const [file] = tinyCrawl.files;
    const url = new URL("not-there.bin", file!.url);
    // A development server may give its start page for what it does not know: then it is the wrong size.
    const { read } = packagedFolder("a test", [{ ...file!, url }]);
    await expect(read(file!.path)).rejects.toMatchObject({
      code: expect.stringMatching(/^tiny\/(unreachable|damaged)$/),
    });
  });
});

describe("tinyParts", () => {
  it("lists everything that is in the package", () => {
    expect(tinyParts).toContain(tinyCrawl);
    expect(tinyParts).toContain(tinyTrainingSet);
    for (const { name } of tinyParts) expect(name).toMatch(/^@alt2img\/tiny\//);
  });
});
