import { Alt2imgError } from "@alt2img/core";
import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, it } from "vitest";
import { decodeImage } from "../../src/index.js";
import { goldenFiles } from "../golden-files.js";

/** Pixels of the right length, or one error of ours: nothing else may come out, whatever goes in. */
async function check(bytes: Uint8Array): Promise<boolean> {
  try {
    const { width, height, data } = await decodeImage(bytes, { maxPixels: 1_000_000 });
    return data.length === 4 * width * height;
  } catch (error) {
    if (error instanceof Alt2imgError && error.code.startsWith("image/")) return true;
    throw error;
  }
}

const file = fc.constantFrom(...goldenFiles).map(({ bytes }) => bytes);
const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });

describe("decodeImage of hostile files", () => {
  it("survives changed bytes", async () => {
    await fc.assert(
      fc.asyncProperty(file, edits, async (original, changes) => {
        const bytes = original.slice();
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        return await check(bytes);
      }),
      fuzzParameters(400),
    );
  });

  it("survives changes near the beginning, where the headers are", async () => {
    await fc.assert(
      fc.asyncProperty(file, edits, async (original, changes) => {
        const bytes = original.slice();
        for (const [place, value] of changes) bytes[place % Math.min(64, bytes.length)] = value;
        return await check(bytes);
      }),
      fuzzParameters(400),
    );
  });

  it("survives a cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.nat(),
        async (original, length) => await check(original.subarray(0, length % original.length)),
      ),
      fuzzParameters(400),
    );
  });

  it("survives random bytes after any signature", async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.uint8Array({ maxLength: 300 }), async (original, junk) => {
        const bytes = new Uint8Array(16 + junk.length);
        bytes.set(original.subarray(0, 16));
        bytes.set(junk, 16);
        return await check(bytes);
      }),
      fuzzParameters(400),
    );
  });
});
