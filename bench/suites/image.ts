// From 640 × 480 pictures to CLIP's 224: only resizing, and starting from a JPEG. MB/s refer to the RGB bytes of the
// source.
import { centerCrop, decodeImage, encodeJpeg, resize, shortestEdgeSize } from "@alt2img/image";
import sharp from "sharp";
import { type Comparison, compare } from "../compare.js";

const [width, height, repeats] = [640, 480, 20];

function photo(): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let channel = 0; channel < 3; channel++) {
      data[4 * i + channel] = 128 + 90 * Math.sin(x / (9 + channel)) * Math.cos(y / (17 - channel)) + ((x * y) % 23);
    }
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

async function repeated(run: () => { length: number } | Promise<{ length: number }>): Promise<string> {
  let bytes = 0;
  for (let i = 0; i < repeats; i++) bytes += (await run()).length;
  return `${repeats} pictures, ${bytes / repeats} bytes each`;
}

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  sharp.concurrency(1);
  sharp.cache(false);
  const picture = photo();
  const raw = Buffer.from(picture.data);
  const jpeg = await encodeJpeg(picture, { quality: 85 });
  const size = shortestEdgeSize(picture, 224);
  const bytes = repeats * 3 * width * height;

  yield await compare({
    title: `resize ${width} × ${height} to ${size.width} × ${size.height}, bicubic`,
    bytes,
    candidates: [
      { name: "@alt2img/image (Pillow's bytes)", run: () => repeated(() => resize(picture, size).data) },
      {
        name: "sharp (one thread; other bytes)",
        run: () =>
          repeated(() =>
            sharp(raw, { raw: { width, height, channels: 4 } })
              .resize(size.width, size.height, { kernel: "cubic", fit: "fill" })
              .raw()
              .toBuffer(),
          ),
      },
    ],
  });

  yield await compare({
    title: "JPEG to 224 × 224: decode, resize, crop",
    bytes,
    candidates: [
      {
        name: "@alt2img/image (Pillow's bytes)",
        run: () =>
          repeated(async () => centerCrop(resize(await decodeImage(jpeg), size), { width: 224, height: 224 }).data),
      },
      {
        name: "sharp (one thread; other bytes)",
        run: () =>
          repeated(() =>
            sharp(jpeg).resize(224, 224, { kernel: "cubic", fit: "cover" }).ensureAlpha().raw().toBuffer(),
          ),
      },
    ],
  });
}
