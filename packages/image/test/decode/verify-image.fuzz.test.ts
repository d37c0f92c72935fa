import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import sharp from "sharp";
import { describe, it } from "vitest";
import { encodeJpeg } from "../../src/index.js";
import { commonVerdict } from "../common-verdict.js";
import { goldenFiles } from "../golden-files.js";
import { makePicture } from "../make-picture.js";

const options = { maxPixels: 3_000_000 };
const image = makePicture(150, 210);
const { data, ...size } = image;
const raw = sharp(data, { raw: { ...size, channels: 4 } });
const golden = goldenFiles.map(({ bytes }) => bytes);
const larger = [
  await encodeJpeg(image),
  await raw.clone().jpeg().toBuffer(),
  await raw.clone().jpeg({ chromaSubsampling: "4:4:4" }).toBuffer(),
  await raw.clone().toColourspace("b-w").jpeg().toBuffer(),
  await raw.clone().toColourspace("cmyk").jpeg().toBuffer(),
];
const large = [await raw.clone().resize(1000, 2200, { fit: "fill" }).jpeg({ quality: 30 }).toBuffer()];

describe.each([
  ["the golden files", golden, fuzzParameters(300)],
  ["JPEGs of several rows of blocks", larger, fuzzParameters(300)],
  // Too slow for the long form.
  ["a baseline JPEG that is read in several steps", large, { ...fuzzParameters(10), numRuns: 10 }],
])("verifyImage and decodeImage of %s agree", (_, files, parameters) => {
  const file = fc.constantFrom(...files);

  it("about changed bytes", async () => {
    const edit = fc.record({ place: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
    const edits = fc.array(edit, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(file, edits, async (original, changes) => {
        const bytes = original.slice();
        for (const { place, value } of changes) bytes[place % bytes.length] = value;
        await commonVerdict(bytes, options);
      }),
      parameters,
    );
  });

  it("about markers among the pixels", async () => {
    const marker = fc.record({ place: fc.nat(), code: fc.integer({ min: 0xc0, max: 0xff }) });
    await fc.assert(
      fc.asyncProperty(file, fc.array(marker, { minLength: 1, maxLength: 3 }), async (original, markers) => {
        const bytes = original.slice();
        for (const { place, code } of markers) bytes.set([0xff, code], place % (bytes.length - 1));
        await commonVerdict(bytes, options);
      }),
      parameters,
    );
  });

  it("about a piece that is missing", async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), fc.nat(), async (original, from, length) => {
        const start = from % original.length;
        const end = start + (length % (original.length - start + 1));
        await commonVerdict(Buffer.concat([original.subarray(0, start), original.subarray(end)]), options);
      }),
      parameters,
    );
  });
});
