// Holds transformers.js and onnxruntime (native and WASM) against golden.json.
//
//   npm install --no-save @huggingface/transformers   (in a folder of its own; onnxruntime-node and -web come with it)
//   node check.mjs MODEL_FOLDER [FOLDER_OF_NODE_MODULES]
//
// MODEL_FOLDER is packages/tiny/parts/clip/files. Ends with status 1 if tokens differ or an embedding is further off than 1e-4.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const LIMIT = 1e-4;
const here = dirname(fileURLToPath(import.meta.url));
const [modelFolder, modules = process.cwd()] = process.argv.slice(2);
const installed = createRequire(join(resolve(modules), "package.json"));
const load = async (name) => import(pathToFileURL(installed.resolve(name)).href);

const { AutoTokenizer, AutoProcessor, CLIPTextModelWithProjection, CLIPVisionModelWithProjection, RawImage, env } =
  await load("@huggingface/transformers");
const golden = JSON.parse(await readFile(join(here, "golden.json"), "utf8"));

env.allowRemoteModels = false;
env.localModelPath = dirname(resolve(modelFolder));
const name = basename(resolve(modelFolder));

let worst = 0;
const compare = (label, rows, expected) => {
  let off = 0;
  rows.forEach((row, i) => row.forEach((value, j) => (off = Math.max(off, Math.abs(value - expected[i][j])))));
  worst = Math.max(worst, off);
  console.log(`${label}: ${rows.length} rows, off by at most ${off.toExponential(1)}`);
};
const normalised = (row) => {
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
};

const tokenizer = await AutoTokenizer.from_pretrained(name);
const texts = golden.texts.map(({ text }) => text);
const tokens = tokenizer(texts, { padding: "max_length", truncation: true });
const ids = tokens.input_ids.tolist().map((row) => row.map(Number));
const end = ids[0].at(-1);
// transformers.js cuts a text that is too long behind its last token that fits, where Python keeps the end token.
ids.forEach((row, i) => {
  if (!row.includes(end)) {
    row[row.length - 1] = end;
    tokens.input_ids.data[(i + 1) * row.length - 1] = BigInt(end);
    console.log(`transformers.js cut off the end token of text ${i}; it was put back`);
  }
});
golden.texts.forEach(({ text, input_ids }, i) => {
  const own = ids[i].slice(0, ids[i].indexOf(end) + 1);
  if (JSON.stringify(own) !== JSON.stringify(input_ids)) throw new Error(`tokens of ${JSON.stringify(text)}: ${own}, not ${input_ids}`);
});
console.log(`transformers.js tokens: ${texts.length} texts are equal`);

const sheet = await RawImage.read(join(here, "images.png"));
const size = golden.image_size;
const images = await Promise.all(
  golden.images.map(({ x, y }) => sheet.clone().crop([x, y, x + size - 1, y + size - 1])),
);
const processor = await AutoProcessor.from_pretrained(name);
const { pixel_values } = await processor(images.map((image) => image.rgb()));

const textModel = await CLIPTextModelWithProjection.from_pretrained(name);
const visionModel = await CLIPVisionModelWithProjection.from_pretrained(name);
const expectedTexts = golden.texts.map(({ text_embeds }) => text_embeds);
const expectedImages = golden.images.map(({ image_embeds }) => image_embeds);
const { text_embeds } = await textModel(tokens);
const { image_embeds } = await visionModel({ pixel_values });
compare("transformers.js text_embeds", text_embeds.tolist().map(normalised), expectedTexts);
compare("transformers.js image_embeds", image_embeds.tolist().map(normalised), expectedImages);

for (const runtime of ["onnxruntime-node", "onnxruntime-web"]) {
  const ort = await load(runtime);
  if (runtime === "onnxruntime-web") ort.env.wasm.numThreads = 1;
  const options = { executionProviders: [runtime === "onnxruntime-web" ? "wasm" : "cpu"] };
  const open = async (file) =>
    ort.InferenceSession.create(new Uint8Array(await readFile(join(modelFolder, "onnx", file))), options);
  const rows = (tensor) =>
    Array.from({ length: tensor.dims[0] }, (_, i) =>
      normalised(Array.from(tensor.data.slice(i * tensor.dims[1], (i + 1) * tensor.dims[1]))),
    );
  const textSession = await open("text_model.onnx");
  const inputIds = new ort.Tensor("int64", BigInt64Array.from(ids.flat().map(BigInt)), [ids.length, ids[0].length]);
  const text = await textSession.run({ input_ids: inputIds });
  compare(`${runtime} text_embeds`, rows(text.text_embeds), expectedTexts);
  const visionSession = await open("vision_model.onnx");
  const pixels = new ort.Tensor("float32", Float32Array.from(pixel_values.data), pixel_values.dims);
  const vision = await visionSession.run({ pixel_values: pixels });
  compare(`${runtime} image_embeds`, rows(vision.image_embeds), expectedImages);
  // One text without padding: the first token that ends a text is where it is pooled.
  const short = golden.texts[1].input_ids;
  const one = await textSession.run({ input_ids: new ort.Tensor("int64", BigInt64Array.from(short.map(BigInt)), [1, short.length]) });
  compare(`${runtime} one text without padding`, rows(one.text_embeds), [expectedTexts[1]]);
}
if (!(worst <= LIMIT)) {
  console.error(`off by ${worst}, more than ${LIMIT}`);
  process.exit(1);
}
