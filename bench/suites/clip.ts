// JPEGs of 640 × 480 and captions to scores, from files to cosines, with a CLIP of the size of ViT-B/32 and random weights
// (bench/make-vit-b32.py writes it into out/bench/vit-b32), compared with transformers.js on the same ONNX files and the same native
// runtime; and how much of the time is spent outside the session.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { loadClip, similarityMatrix } from "@alt2img/clip";
import { openModelFolder } from "@alt2img/onnx";
import * as runtime from "onnxruntime-node";
import sharp from "sharp";
import { openAiTokenizer } from "../../packages/clip/test/openai-tokenizer.js";
import { type Comparison, compare } from "../compare.js";
import { fetchPeer } from "../fetch-peer.js";
import { photo } from "../photo.js";
import { type Outside, outsideSessions } from "../session-time.js";

const [width, height, photos] = [640, 480, 64];
const folder = fileURLToPath(new URL("../../out/bench/vit-b32/", import.meta.url));
const data = process.env["ALT2IMG_DATA"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

type Embeds = { readonly dims: number[]; readonly data: Float32Array };
type Model = (inputs: object) => Promise<{ text_embeds: Embeds; image_embeds: Embeds }>;
type Loader<Loaded> = { from_pretrained(name: string, options?: object): Promise<Loaded> };
/** What of transformers.js is used. */
type Peer = {
  env: { allowRemoteModels: boolean; localModelPath: string };
  AutoTokenizer: Loader<(texts: readonly string[], options: object) => object>;
  AutoProcessor: Loader<(images: readonly object[]) => Promise<object>>;
  CLIPTextModelWithProjection: Loader<Model>;
  CLIPVisionModelWithProjection: Loader<Model>;
  RawImage: { fromBlob(blob: Blob): Promise<object> };
};

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  if (!existsSync(`${folder}onnx/vision_model.onnx`)) {
    throw new Error("Make the model first: python bench/make-vit-b32.py out/bench/vit-b32");
  }
  writeFileSync(`${folder}tokenizer.json`, JSON.stringify(openAiTokenizer(data)));
  const config = { tokenizer_class: "CLIPTokenizer", model_max_length: 77, pad_token: "<|endoftext|>" };
  writeFileSync(`${folder}tokenizer_config.json`, JSON.stringify(config));
  const { context77 } = JSON.parse(readFileSync(`${data}/clip/tokenizer-openai.json`, "utf8")) as {
    context77: { text: string }[];
  };
  const captions = context77.slice(0, photos).map(({ text }) => text);
  const files: Uint8Array<ArrayBuffer>[] = [];
  for (let i = 0; i < photos; i++) {
    const { data: pixels } = photo(i, width, height);
    const raw = { width, height, channels: 4 } as const;
    files.push(Uint8Array.from(await sharp(pixels, { raw }).jpeg({ quality: 90 }).toBuffer()));
  }

  const clip = await loadClip(await openModelFolder(folder), {
    session: { device: "cpu" },
    checkpoint: { logitScale: Math.log(100) },
  });
  const common = { bytes: photos * 3 * width * height, items: { count: photos, unit: "images" }, rounds: 5, warmup: 1 };

  // Before the peer is loaded: its heap makes every garbage collection longer, in whoever's time.
  const size = 3 * clip.image.width * clip.image.height;
  const pixels = { dims: [photos, 3, clip.image.height, clip.image.width], data: new Float32Array(photos * size) };
  for (const [i, file] of files.entries()) pixels.data.set((await clip.preprocess(file)).data, i * size);
  const measured = outsideSessions(runtime);
  yield await compare({
    ...common,
    title: "only images, and the model by itself",
    candidates: [
      { name: "from files", run: async () => inWords(await measured(() => clip.embedImages(files))) },
      { name: "the session, on pixel values", run: async () => (await clip.embedPixels(pixels)).embeddings.length },
    ],
  });

  const version = "@huggingface/transformers@^4";
  const peerFile = fetchPeer("@huggingface/transformers", version);
  const peer = (await import(peerFile)) as Peer;
  peer.env.allowRemoteModels = false;
  peer.env.localModelPath = fileURLToPath(new URL("../../out/bench/", import.meta.url));
  const tokenizer = await peer.AutoTokenizer.from_pretrained("vit-b32");
  const processor = await peer.AutoProcessor.from_pretrained("vit-b32");
  const textModel = await peer.CLIPTextModelWithProjection.from_pretrained("vit-b32", { dtype: "fp32" });
  const visionModel = await peer.CLIPVisionModelWithProjection.from_pretrained("vit-b32", { dtype: "fp32" });

  const readAll = async (): Promise<object> =>
    processor(await Promise.all(files.map((file) => peer.RawImage.fromBlob(new Blob([file])))));
  const peerPixels = await readAll();
  const peerMeasured = outsideSessions(createRequire(peerFile)("onnxruntime-node"));
  yield await compare({
    ...common,
    title: `the same of ${version}`,
    candidates: [
      { name: "from files", run: async () => inWords(await peerMeasured(async () => visionModel(await readAll()))) },
      { name: "the session, on pixel values", run: async () => (await visionModel(peerPixels)).image_embeds.dims[0] },
    ],
  });

  const mean = (values: Float32Array): string =>
    (values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(4);
  yield await compare({
    ...common,
    title: `${photos} JPEGs of ${width} × ${height} and as many captions to cosines, ViT-B/32 on onnxruntime-node`,
    candidates: [
      {
        name: "@alt2img/clip",
        run: async () => {
          const texts = await clip.embedTexts(captions);
          return mean(similarityMatrix(await clip.embedImages(files), texts).data);
        },
      },
      {
        name: version,
        run: async () => {
          const { text_embeds } = await textModel(tokenizer(captions, { padding: "max_length", truncation: true }));
          const { image_embeds } = await visionModel(await readAll());
          return mean(similarityMatrix(rowsOf(image_embeds), rowsOf(text_embeds)).data);
        },
      },
    ],
  });
  await clip.close();
}

const inWords = ({ percent }: Outside): string => `${percent.toFixed(1)} % outside the session`;

function rowsOf({ dims, data: values }: Embeds): Float32Array[] {
  const width = dims.at(-1)!;
  return Array.from({ length: dims[0]! }, (_, i) => {
    const row = values.slice(i * width, (i + 1) * width);
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
}
