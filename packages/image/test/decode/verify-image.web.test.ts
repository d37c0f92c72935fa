import { describe, expect, it } from "vitest";
import { encodeJpeg, readImageInfo, verifyImage } from "../../src/index.js";
import { commonVerdict } from "../common-verdict.js";
import { goldenFile, goldenFiles, lyingAvif } from "../golden-files.js";
import { makePicture } from "../make-picture.js";

it.each(goldenFiles)("gives what $name says about its picture", async ({ bytes }) => {
  expect(await verifyImage(bytes)).toEqual(readImageInfo(bytes));
});

describe("agrees with decodeImage", () => {
  it.each([
    ["baseline", "rgb-q75-s2.jpg"],
    ["progressive", "progressive.jpg"],
    ["grey", "gray.jpg"],
    ["of four inks", "cmyk-progressive.jpg"],
    ["with restart markers", "restarts.jpg"],
    ["with arithmetic coding", "arithmetic.jpg"],
    ["progressive, with arithmetic coding", "arithmetic-progressive.jpg"],
    ["PNG", "interlaced-9x13.png"],
  ])("about each cut of a file: %s", async (_, name) => {
    const { bytes } = goldenFile(name);
    const end = bytes.subarray(bytes.length - 2);
    for (let length = 0; length < bytes.length; length += 7) {
      await commonVerdict(bytes.subarray(0, length));
      // With an end: a JPEG without one is refused before its pixels are read.
      await commonVerdict(new Uint8Array([...bytes.subarray(0, length), ...end]));
    }
  });

  it("about a large file that is cut in its last row of blocks, or has more pixels than it should", async () => {
    const jpeg = await encodeJpeg(makePicture(640, 480));
    expect(await commonVerdict(jpeg)).toEqual({ message: "whole" });
    expect(await commonVerdict(jpeg.subarray(0, jpeg.length - 40))).toMatchObject({ code: "image/truncated" });
    expect(await commonVerdict(jpeg, { maxPixels: 640 * 480 - 1 })).toMatchObject({ code: "image/too-large" });
    expect(await commonVerdict(jpeg, { maxBytes: jpeg.length - 1 })).toMatchObject({ code: "image/too-large" });
    expect(await commonVerdict(lyingAvif)).toMatchObject({ code: "image/broken" });
    expect(await commonVerdict(new Uint8Array(20))).toMatchObject({ code: "image/unknown-format" });
  });
});

it("rejects with the signal's reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(verifyImage(goldenFile("rgb.png").bytes, { signal })).rejects.toThrow("enough");
});
