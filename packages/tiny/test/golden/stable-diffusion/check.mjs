// Holds onnxruntime (native and WASM, one thread) against cases.json, and says how long a picture takes.
//
//   npm install --no-save onnxruntime-node onnxruntime-web   (in a folder of its own)
//   node check.mjs MODEL_FOLDER [FOLDER_OF_NODE_MODULES]
//
// MODEL_FOLDER is packages/tiny/parts/stable-diffusion/files. Ends with status 1 if the weights are others than the golden files belong to, if a
// text's hidden states, the U-Net's first output, the latents after the last step, what the decoder makes of the golden ones or what the
// encoder makes of a picture are further off than 1e-3, or a pixel further than 2 of 255.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";

const LIMIT = 1e-3;
const PIXEL_LIMIT = 2;
const here = dirname(fileURLToPath(import.meta.url));
const [modelFolder, modules = process.cwd()] = process.argv.slice(2);
const installed = createRequire(join(resolve(modules), "package.json"));
const model = (...path) => join(resolve(modelFolder), ...path);
const json = async (path) => JSON.parse(await readFile(path, "utf8"));
const { cases, encoding, sha256 } = await json(join(here, "cases.json"));
const { scaling_factor: scalingFactor } = await json(model("vae", "config.json"));
const schedule = await json(model("scheduler", "scheduler_config.json"));
const alphasCumprod = cosineAlphasCumprod(schedule.num_train_timesteps);

for (const [path, digest] of Object.entries(sha256)) {
  const found = createHash("sha256").update(await readFile(model(path))).digest("hex");
  if (found !== digest) throw new Error(`${path} is not the one that the golden files belong to: make them again`);
}

let failed = false;
for (const name of ["onnxruntime-node", "onnxruntime-web"]) {
  const runtime = await import(pathToFileURL(installed.resolve(name)).href);
  await check(name, runtime.default ?? runtime);
}
process.exitCode = failed ? 1 : 0;

async function check(runtimeName, ort) {
  const web = runtimeName === "onnxruntime-web";
  if (web) ort.env.wasm.numThreads = 1;
  const open = async (folder, weights) => {
    const options = { executionProviders: [web ? "wasm" : "cpu"], intraOpNumThreads: 1, interOpNumThreads: 1 };
    if (!web) return ort.InferenceSession.create(model(folder, "model.onnx"), options);
    const externalData = weights ? [{ path: weights, data: new Uint8Array(await readFile(model(folder, weights))) }] : [];
    return ort.InferenceSession.create(new Uint8Array(await readFile(model(folder, "model.onnx"))), { ...options, externalData });
  };
  const float = (data, dims) => new ort.Tensor("float32", data, dims);
  const textEncoder = await open("text_encoder", "model.safetensors");
  const unet = await open("unet", "diffusion_pytorch_model.safetensors");
  const decoder = await open("vae_decoder");
  const encoder = await open("vae_encoder");
  const decode = async (latents, dims) => {
    const scaled = Float32Array.from(latents, (value) => value / scalingFactor);
    return (await decoder.run({ latent_sample: float(scaled, dims) })).sample;
  };

  for (const golden of cases) {
    const started = process.cpuUsage().user;
    const [count, length] = [golden.input_ids.length, golden.input_ids[0].length];
    const ids = new ort.Tensor("int64", BigInt64Array.from(golden.input_ids.flat().map(BigInt)), [count, length]);
    const states = (await textEncoder.run({ input_ids: ids })).last_hidden_state;
    const dims = golden.initial_latents.dims;
    const size = dims.reduce((product, side) => product * side);
    const predict = async (latents, timestep) => {
      const sample = new Float32Array(count * size);
      for (let i = 0; i < count; i++) sample.set(latents, i * size);
      const inputs = {
        sample: float(sample, [count, ...dims.slice(1)]),
        timestep: new ort.Tensor("int64", BigInt64Array.of(BigInt(timestep)), [1]),
        encoder_hidden_states: states,
      };
      return (await unet.run(inputs)).out_sample.data;
    };
    const initial = numbers(golden.initial_latents);
    const first = await predict(initial, golden.first_model_output.timestep);
    const beforeSteps = process.cpuUsage().user;
    const latents = await ddim(initial, golden, predict);
    const afterSteps = process.cpuUsage().user;
    const pixels = await decode(latents, dims);
    const ended = process.cpuUsage().user;
    const decoded = await decode(numbers(golden.final_latents), dims);
    const picture = readPng(await readFile(join(here, golden.picture)));
    const off = {
      "hidden states": furthest(states.data, numbers(golden.last_hidden_state)),
      "first output": furthest(first, numbers(golden.first_model_output)),
      "final latents": furthest(latents, numbers(golden.final_latents)),
      decoded: furthest(decoded.data, numbers(golden.decoded)),
    };
    const pixelsOff = furthest(bytes(pixels), picture);
    const parts = Object.entries(off).map(([label, value]) => `${label} ${value.toExponential(1)}`);
    failed ||= Object.values(off).some((value) => !(value <= LIMIT)) || !(pixelsOff <= PIXEL_LIMIT);
    const ms = (from, to) => Math.round((to - from) / 1000);
    console.log(
      `${runtimeName} ${JSON.stringify(golden.prompt)}: off by ${parts.join(", ")}, pixels ${pixelsOff}; CPU ms: ` +
        `${golden.num_inference_steps} steps ${ms(beforeSteps, afterSteps)}, decoding ${ms(afterSteps, ended)}, all ${ms(started, ended)}`,
    );
  }

  const { dims } = cases[0].decoded;
  const sample = float(signed(readPng(await readFile(join(here, encoding.picture))), dims), dims);
  const { latent_parameters } = await encoder.run({ sample });
  const off = furthest(latent_parameters.data, numbers(encoding.latent_parameters));
  failed ||= !(off <= LIMIT);
  console.log(`${runtimeName} encoding ${encoding.picture}: off by ${off.toExponential(1)}`);
}

/** `DDIMScheduler` with eta 0, v-prediction and `final_alpha_cumprod` 1. */
async function ddim(initial, golden, predict) {
  let x = Float64Array.from(initial);
  const stride = Math.floor(schedule.num_train_timesteps / golden.num_inference_steps);
  for (const timestep of golden.timesteps) {
    const output = await predict(Float32Array.from(x), timestep);
    const [signal, next] = [alphasCumprod[timestep], alphasCumprod[timestep - stride] ?? 1];
    x = x.map((value, i) => {
      const empty = output[i];
      const v = golden.guidance_scale > 1 ? empty + golden.guidance_scale * (output[x.length + i] - empty) : empty;
      const denoised = Math.sqrt(signal) * value - Math.sqrt(1 - signal) * v;
      const noise = Math.sqrt(signal) * v + Math.sqrt(1 - signal) * value;
      return Math.sqrt(next) * denoised + Math.sqrt(1 - next) * noise;
    });
  }
  return x;
}

/** `squaredcos_cap_v2`, shifted and scaled so that the last one is 0 (Lin et al. 2023, algorithm 1). */
function cosineAlphasCumprod(count) {
  const bar = (time) => Math.cos(((time + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
  let product = 1;
  const roots = Array.from({ length: count }, (_, i) => {
    product *= 1 - Math.min(1 - bar((i + 1) / count) / bar(i / count), 0.999);
    return Math.sqrt(product);
  });
  const [first, last] = [roots[0], roots[count - 1]];
  return roots.map((root) => (((root - last) * first) / (first - last)) ** 2);
}

function numbers({ float32 }) {
  const data = Buffer.from(float32, "base64");
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

function furthest(values, expected) {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let off = 0;
  for (let i = 0; i < expected.length; i++) off = Math.max(off, Math.abs(values[i] - expected[i]));
  return off;
}

/** (1, 3, H, W) in [-1, 1] to RGB bytes, row by row. */
function bytes({ data, dims: [, channels, height, width] }) {
  const area = height * width;
  return Float64Array.from({ length: channels * area }, (_, i) => {
    const value = data[(i % channels) * area + Math.floor(i / channels)] / 2 + 0.5;
    return Math.round(Math.min(1, Math.max(0, value)) * 255);
  });
}

/** RGB bytes, row by row, to (1, 3, H, W) in [-1, 1]. */
function signed(rgb, [, channels, height, width]) {
  const area = height * width;
  return Float32Array.from(rgb, (_, i) => rgb[(i % area) * channels + Math.floor(i / area)] / 127.5 - 1);
}

/** The pixels of a PNG of 8-bit RGB without interlacing, as Pillow writes it. https://www.w3.org/TR/png-3/ */
function readPng(file) {
  const [width, height, depth, colour] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]];
  if (depth !== 8 || colour !== 2) throw new Error(`a PNG of depth ${depth} and colour type ${colour}: 8 and 2 are expected`);
  const parts = [];
  for (let at = 8; at < file.length; ) {
    const size = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 3;
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x < 3 ? 0 : pixels[y * stride + x - 3];
      const up = y === 0 ? 0 : pixels[(y - 1) * stride + x];
      const corner = x < 3 || y === 0 ? 0 : pixels[(y - 1) * stride + x - 3];
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x] + predicted;
    }
  }
  return pixels;
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
