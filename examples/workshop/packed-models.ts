import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { files as clip } from "@alt2img/tiny-clip";
import { files as crawl } from "@alt2img/tiny-crawl";
import { files as skewedTwin } from "@alt2img/tiny-skewed-twin";
import { files as stableDiffusion } from "@alt2img/tiny-stable-diffusion";
import type { Plugin } from "vite";
import { hasWeights, isModel, isPacked, splitBytes } from "./src/packed.js";

/** What a page reads of the models; the rest is for Python, for pictures as a start, and for people. */
const READ =
  /^(?:config|preprocessor_config|model_index|tokenizer_config|tokenizer)\.json$|^(?:onnx|scheduler|text_encoder|unet|vae_decoder)\/|^tokenizer\/(?:tokenizer|special_tokens)/;
const isRead = ({ path }: { path: string }): boolean => READ.test(path);

/** Other things that the packages know, and no page reads: for WebGPU, and the definitions and the newer version of WordNet. */
const UNREAD = /asyncify.*\.wasm$|onnx-worker-webgpu|princeton30-definitions|princeton31|tiny-crawl-[^/]*\.parquet/;

/** Leaves out what isn't read, packs what is large, and lists the models of the lesson in `asked-for.json`: each file with its bytes as packed. */
export function packedModels(): Plugin {
  const parts = [...clip, ...stableDiffusion, ...skewedTwin];
  const read = new Set(parts.filter(isRead).map(({ sha256 }) => sha256));
  const unread = new Set([...parts.filter((file) => !isRead(file)), ...crawl].map(({ sha256 }) => sha256));
  // The lesson doesn't need the second model.
  const lesson = new Set([...clip, ...stableDiffusion].map(({ sha256 }) => sha256));
  const extra = new Set(skewedTwin.map(({ sha256 }) => sha256).filter((sha256) => !lesson.has(sha256)));
  return {
    name: "packed-models",
    apply: "build",
    generateBundle(_, bundle) {
      const models: { file: string; bytes: number }[] = [];
      for (const [name, file] of Object.entries(bundle)) {
        const { fileName } = file;
        const content = file.type === "chunk" ? file.code : file.source;
        const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
        const sha256 = createHash("sha256").update(bytes).digest("hex");
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
