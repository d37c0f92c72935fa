// From JPEGs of 640 × 480 to the input of CLIP's vision model: decode, resize the shorter side to 224, bicubic, crop,
// normalise. Compared with transformers.js on the same files; also how far its numbers are from those of
// transformers' Pillow processor, which are ours to the last bit (packages/image/test/golden/clip.json).

import { centerPart, decodeImage, type PixelValues, resize, shortestEdgeSize, toPixelValues } from "@alt2img/image";
import sharp from "sharp";
import { type Comparison, compare } from "../compare.js";
import { fetchPeer } from "../fetch-peer.js";
import { photo } from "../photo.js";

const [width, height, edge, photos] = [640, 480, 224, 16];
const mean = [0.48145466, 0.4578275, 0.40821073] as const;
const std = [0.26862954, 0.26130258, 0.27577711] as const;

/** The parts of transformers.js that are used. */
type Peer = {
  RawImage: new (data: Uint8ClampedArray, width: number, height: number, channels: number) => RawImage;
  CLIPImageProcessor: new (config: object) => (image: RawImage) => Promise<{ pixel_values: { data: Float32Array } }>;
};
type RawImage = { readonly width: number };
type RawImages = { fromBlob: (blob: Blob) => Promise<RawImage> };

type RasterImage = Parameters<typeof resize>[0];

function preprocess(image: RasterImage): PixelValues {
  const size = shortestEdgeSize(image, edge);
  const part = centerPart(size, { width: edge, height: edge });
  return toPixelValues(resize(image, { ...size, part }), { mean, std });
}

const rgb = ({ data }: RasterImage): Uint8ClampedArray =>
  new Uint8ClampedArray(data).filter((_: number, i: number) => i % 4 !== 3);

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const version = "@huggingface/transformers@^4";
  const peer = (await import(fetchPeer("@huggingface/transformers", version))) as Peer & { RawImage: RawImages };
  const processor = new peer.CLIPImageProcessor({
    ...{ crop_size: { height: edge, width: edge }, size: { shortest_edge: edge }, resample: 3 },
    ...{ image_mean: mean, image_std: std, rescale_factor: 1 / 255, do_rescale: true },
    ...{ do_center_crop: true, do_normalize: true, do_resize: true, image_processor_type: "CLIPImageProcessor" },
  });
  const pictures = Array.from({ length: photos }, (_, i) => photo(i, width, height));
  const files: Buffer[] = [];
  for (const { data } of pictures) {
    files.push(
      await sharp(data, { raw: { width, height, channels: 4 } })
        .jpeg({ quality: 90 })
        .toBuffer(),
    );
  }
  const blobs = files.map((file) => new Blob([Uint8Array.from(file)]));
  const raws = pictures.map((picture) => new peer.RawImage(rgb(picture), width, height, 3));

  // Both on the same pixels, in units of a byte.
  const differences: number[] = [];
  for (const [i, picture] of pictures.entries()) {
    const ours = preprocess(picture).data;
    const { data: theirs } = (await processor(raws[i]!)).pixel_values;
    for (let k = 0; k < ours.length; k++) {
      const channel = Math.floor(k / (edge * edge));
      differences.push(Math.abs(ours[k]! - theirs[k]!) * std[channel]! * 255);
    }
  }
  const most = differences.reduce((largest, each) => Math.max(largest, each), 0);
  const average = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const deviation = `off by ${average.toFixed(2)} of 255 on average, ${most.toFixed(0)} at most`;

  const common = { bytes: photos * 3 * width * height, items: { count: photos, unit: "images" } };
  yield await compare({
    ...common,
    title: `${photos} JPEGs of ${width} × ${height}, ${Math.round(files.reduce((sum, { length }) => sum + length, 0) / photos / 1000)} kB each, to CLIP's pixel values`,
    candidates: [
      {
        name: "@alt2img/image",
        run: async () => {
          for (const file of files) preprocess(await decodeImage(file));
          return "transformers' own numbers";
        },
      },
      {
        name: version,
        run: async () => {
          for (const blob of blobs) await processor(await peer.RawImage.fromBlob(blob));
          return deviation;
        },
      },
    ],
  });
  yield await compare({
    ...common,
    title: "the same without decoding",
    candidates: [
      {
        name: "@alt2img/image",
        run: () => {
          for (const picture of pictures) preprocess(picture);
          return "transformers' own numbers";
        },
      },
      {
        name: version,
        run: async () => {
          for (const raw of raws) await processor(raw);
          return deviation;
        },
      },
    ],
  });
}
