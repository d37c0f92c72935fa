import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { concatenate, crc32 } from "@alt2img/core";
import { zlibSync } from "fflate";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type DecodeImageOptions, decodeImage, encodePng, readImageInfo } from "../../src/index.js";
import { loadSharpDecoder } from "../../src/node.js";
import { goldenFile, goldenFiles } from "../golden-files.js";
import { digest, makePicture } from "../make-picture.js";

const decoder = await loadSharpDecoder();

async function outcome(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<string> {
  return await decodeImage(bytes, options).then(
    async ({ width, height, data }) => `${width} × ${height}: ${await digest(data)}`,
    ({ code, message }: { code?: string; message: string }) => `${code}: ${message}`,
  );
}

/** The same pixels or the same error, with sharp and without. */
async function expectNoDifference(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<void> {
  expect(await outcome(bytes, { ...options, decoder })).toBe(await outcome(bytes, options));
}

const takes = async (bytes: Uint8Array): Promise<boolean> =>
  (await decoder(bytes, readImageInfo(bytes), undefined)) !== undefined;

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = concatenate([new TextEncoder().encode(name), data]);
  const [length, sum] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, data.length);
  new DataView(sum.buffer).setUint32(0, crc32(named));
  return concatenate([length, named, sum]);
}

/** A PNG of the samples, each row with its filter byte. */
function png(
  [width, height, depth, colorType]: readonly number[],
  rows: Uint8Array,
  ...extra: Uint8Array[]
): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width!);
  new DataView(header.buffer).setUint32(4, height!);
  header.set([depth!, colorType!], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return concatenate([
    signature,
    chunk("IHDR", header),
    ...extra,
    chunk("IDAT", zlibSync(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

describe("loadSharpDecoder", () => {
  it.each(goldenFiles)("gives the bytes of our own decoder for $name", ({ bytes }) => expectNoDifference(bytes));

  it("takes grey and RGB PNGs of 8 bits, with or without alpha", async () => {
    const taken = [];
    for (const { name, bytes } of goldenFiles) if (await takes(bytes)) taken.push(name);
    expect(taken).toEqual(
      expect.arrayContaining([
        "rgb.png",
        "rgba.png",
        "gray.png",
        "gray-alpha.png",
        "turned.png",
        "interlaced-9x13.png",
      ]),
    );
    expect(
      taken.every((name) => name.endsWith(".png") && !/palette|16|key|transparent|bilevel|-[24]\./.test(name)),
    ).toBe(true);
  });

  it("gives the same bytes for large pictures with noise, alpha and colour profiles", async () => {
    const picture = makePicture(701, 523, { alpha: true });
    await expectNoDifference(encodePng(picture));
    const raw = { width: 701, height: 523, channels: 4 as const };
    for (const profile of ["p3", "srgb"]) {
      const file = await sharp(picture.data, { raw }).withIccProfile(profile).png({ progressive: true }).toBuffer();
      expect(await takes(file)).toBe(true);
      await expectNoDifference(file);
    }
    await expectNoDifference(encodePng(picture), { alpha: "drop" });
    await expectNoDifference(goldenFile("turned.png").bytes, { orientation: "apply" });
  });

  it.each([
    ["gAMA", [0, 0, 0x27, 0x10]],
    ["sRGB", [0]],
    ["cICP", [9, 16, 0, 1]],
    ["bKGD", [0, 255, 0, 0, 0, 255]],
    ["sBIT", [4, 4, 4]],
    ["tRNS", [0, 1]],
    ["tRNS", [0, 9, 0, 9, 0, 9]],
    ["PLTE", [1, 2, 3, 4, 5, 6]],
    ["acTL", [0, 0, 0, 2, 0, 0, 0, 0]],
    ["pHYs", [0, 0, 1, 0, 0, 0, 2, 0, 1]],
    ["eXIf", [1, 2, 3]],
    ["junk", [1, 2, 3]],
  ])("isn't led to other pixels by a chunk %s", async (name, data) => {
    const rows = Uint8Array.from({ length: 10 * 31 }, (_, i) => (i % 31 === 0 ? 0 : (i * 37) % 256));
    await expectNoDifference(png([10, 10, 8, 2], rows, chunk(name, Uint8Array.from(data))));
  });

  it("gives memory that can be transferred to a worker", async () => {
    const { data } = await decodeImage(goldenFile("rgb.png").bytes, { decoder });
    expect(structuredClone(data, { transfer: [data.buffer] }).length).toBe(4 * 37 * 29);
  });
});

describe("a hostile file, with sharp", () => {
  const rgb = (width: number, height: number, rows: Uint8Array): Uint8Array => png([width, height, 8, 2], rows);

  it("gives the same error after any cut", async () => {
    for (const name of ["rgb.png", "rgba.png", "interlaced-9x13.png", "gray-alpha.png"]) {
      const { bytes } = goldenFile(name);
      for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 60)) {
        await expectNoDifference(bytes.subarray(0, length));
      }
    }
  });

  it("gives the same error for pixels that are missing, too many, wrongly filtered or not compressed", async () => {
    await expectNoDifference(rgb(10, 10, new Uint8Array(100)));
    await expectNoDifference(rgb(10, 10, new Uint8Array(100_000)));
    await expectNoDifference(rgb(10, 10, new Uint8Array(310).fill(7)));
    const { bytes } = goldenFile("rgb.png");
    const at = new TextDecoder("latin1").decode(bytes).indexOf("IDAT");
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at - 4);
    for (let i = 0; i < length; i += Math.ceil(length / 60)) {
      const data = bytes.slice(at + 4, at + 4 + length);
      data[i]! ^= 0x41;
      await expectNoDifference(
        concatenate([bytes.subarray(0, at - 4), chunk("IDAT", data), bytes.subarray(at + 8 + length)]),
      );
    }
  });

  it("is refused by its size before sharp sees it", async () => {
    let asked = 0;
    const options = {
      maxPixels: 99,
      decoder: async (): Promise<undefined> => {
        asked++;
      },
    };
    await expect(decodeImage(rgb(10, 10, new Uint8Array(310)), options)).rejects.toMatchObject({
      code: "image/too-large",
    });
    expect(asked).toBe(0);
  });

  it("isn't given memory that its bytes can't fill", async () => {
    const claims = rgb(9000, 9000, new Uint8Array(310));
    expect(await takes(claims)).toBe(false);
    await expect(decodeImage(claims, { decoder })).rejects.toMatchObject({ code: "image/truncated" });
  });

  it("rejects with the signal's reason as soon as it is aborted", async () => {
    const file = encodePng(makePicture(2500, 2000, { alpha: true }), { level: 1 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")));
    await expect(decodeImage(file, { decoder, signal: controller.signal })).rejects.toThrow("enough");
    await expect(decoder(file, readImageInfo(file), controller.signal)).rejects.toThrow("enough");
  });
});

describe("without sharp", () => {
  it("says how to install it, and decodes without it", () => {
    const folder = mkdtempSync(join(tmpdir(), "alt2img-image-"));
    try {
      const resolved = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
      cpSync(resolved("../../dist"), join(folder, "node_modules/@alt2img/image/dist"), { recursive: true });
      cpSync(resolved("../../package.json"), join(folder, "node_modules/@alt2img/image/package.json"));
      for (const name of ["core", "fflate"]) {
        const [from, to] =
          name === "core" ? ["../../../core", "@alt2img/core"] : ["../../node_modules/fflate", "fflate"];
        cpSync(resolved(from!), join(folder, "node_modules", to!), {
          ...{ recursive: true, dereference: true },
          filter: (source) => !source.slice(resolved(from!).length).includes("node_modules"),
        });
      }
      const script = `
        import { decodeImage, encodePng } from "@alt2img/image";
        import { loadSharpDecoder } from "@alt2img/image/node";
        const { width } = await decodeImage(encodePng({ width: 1, height: 1, data: new Uint8ClampedArray(4) }));
        const { code, message } = await loadSharpDecoder().catch((error) => error);
        console.log(JSON.stringify({ width, code, message }));`;
      const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(JSON.parse(said)).toEqual({
        width: 1,
        code: "image/no-sharp",
        message: expect.stringMatching(
          /^sharp can't be loaded \(Cannot find package 'sharp'[^\n]*\)\. Install it: npm install sharp$/,
        ),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
