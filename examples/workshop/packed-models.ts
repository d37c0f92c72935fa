import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { files as clip } from "@alt2img/tiny-clip";
import { files as crawl } from "@alt2img/tiny-crawl";
import { files as skewedTwin } from "@alt2img/tiny-skewed-twin";
import { files as stableDiffusion } from "@alt2img/tiny-stable-diffusion";
import type { Plugin, Rolldown } from "vite";
import { roundWeights } from "./round-weights.js";
import { hasWeights, isModel, isPacked, splitBytes } from "./src/packed.js";

/** What a page reads of the models; the rest is for Python, for pictures as a start, and for people. */
const READ =
  /^(?:config|preprocessor_config|model_index|tokenizer_config|tokenizer)\.json$|^(?:onnx|scheduler|text_encoder|unet|vae_decoder)\/|^tokenizer\/(?:tokenizer|special_tokens)/;
const isRead = ({ path }: { path: string }): boolean => READ.test(path);

/** Other things that the packages know, and no page reads: for WebGPU, and the definitions and the newer version of WordNet. */
const UNREAD = /asyncify.*\.wasm$|onnx-worker-webgpu|princeton30-definitions|princeton31|tiny-crawl-[^/]*\.parquet/;

/** Numbers that may be rounded: of networks that draw. */
const ROUNDED = ["unet/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors"];

/** Leaves out what isn't read, rounds the weights of the networks that draw, packs what is large, and lists the models of the lesson in `asked-for.json`: each file with its bytes as packed. */
export function packedModels(): Plugin {
  const parts = [...clip, ...stableDiffusion, ...skewedTwin];
  const read = new Set(parts.filter(isRead).map(({ sha256 }) => sha256));
  const unread = new Set([...parts.filter((file) => !isRead(file)), ...crawl].map(({ sha256 }) => sha256));
  // The lesson doesn't need the second model.
  const lesson = new Set([...clip, ...stableDiffusion].map(({ sha256 }) => sha256));
  const extra = new Set(skewedTwin.map(({ sha256 }) => sha256).filter((sha256) => !lesson.has(sha256)));
  const toRound = parts.filter(({ path }) => ROUNDED.includes(path)).map(({ sha256 }) => sha256);
  return {
    name: "packed-models",
    apply: "build",
    generateBundle(_, bundle) {
      const models: { file: string; bytes: number }[] = [];
      const original = roundFiles(bundle, toRound);
      for (const [name, file] of Object.entries(bundle)) {
        const { fileName } = file;
        const bytes = bytesOf(file);
        const sha256 = original.get(sha256Of(bytes)) ?? sha256Of(bytes);
        if (UNREAD.test(fileName) || (unread.has(sha256) && !read.has(sha256))) delete bundle[name];
        else if (isPacked(`/${fileName}`)) {
          const source = gzipSync(hasWeights(fileName) ? splitBytes(bytes) : bytes, { level: 9 });
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source });
          if (isModel(`/${fileName}`) && !extra.has(sha256)) models.push({ file: fileName, bytes: source.length });
        }
      }
      this.emitFile({ type: "asset", fileName: "asked-for.json", source: JSON.stringify(models) });
    },
  };
}

/** Rounds the files with these SHA-256, and writes the new ones into the scripts. Returns the old ones by the new ones. */
function roundFiles(bundle: Rolldown.OutputBundle, wanted: readonly string[]): Map<string, string> {
  const original = new Map<string, string>();
  for (const file of Object.values(bundle)) {
    if (file.type !== "asset" || !wanted.includes(sha256Of(bytesOf(file)))) continue;
    const rounded = roundWeights(bytesOf(file));
    original.set(sha256Of(rounded), sha256Of(bytesOf(file)));
    file.source = rounded;
  }
  const withNew = (code: string): string =>
    [...original].reduce((text, [after, before]) => text.replaceAll(before, after), code);
  for (const file of Object.values(bundle)) {
    if (file.type === "chunk") file.code = withNew(file.code);
    // The scripts of workers are built on their own.
    else if (file.fileName.endsWith(".js")) file.source = withNew(new TextDecoder().decode(bytesOf(file)));
  }
  return original;
}

function bytesOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): Uint8Array {
  const content = file.type === "chunk" ? file.code : file.source;
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
