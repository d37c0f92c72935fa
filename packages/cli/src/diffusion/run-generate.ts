import { Alt2imgError, formatNumber } from "@alt2img/core";
import type { GenerateOptions } from "@alt2img/diffusion/text-to-image";
import { openModel } from "../models/model-source.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { checkOutputFile } from "../output-file.js";
import { writeOutput } from "../write-output.js";
import type { GenerateFlags } from "./flags.js";
import { diffusionModel } from "./model-help.js";
import { pngParameters } from "./png-parameters.js";

/** Errors that say that an option can't be. */
const USAGE = ["diffusion/sampler", "diffusion/steps", "diffusion/generate", "diffusion/schedule"];

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the model packages throw */
export async function runGenerate(prompt: string, flags: GenerateFlags): Promise<void> {
  const { model: name, device, steps, negative, seed, out = fileNameFor(prompt) } = flags;
  if (!/\.png$/i.test(out)) {
    throw new Alt2imgError("cli/usage", `--out ${out} must end in .png, since the picture is written as a PNG.`);
  }
  await checkOutputFile(out, [], "picture.png");
  const packages = ["@alt2img/diffusion/text-to-image", "@alt2img/image", "@alt2img/onnx"] as const;
  await runWithPackages(
    async ({ packages, signal, onProgress, print }) => {
      const options = { signal, onProgress };
      const { folder, source } = await openModel(name, packages, diffusionModel, options);
      const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
      const { encodePng } = await packages.load("@alt2img/image");
      const model = await loadTextToImage(folder, { session: { device }, signal, onProgress });
      const guidance = flags.guidance ?? (source.kind === "tiny" ? 2.5 : 7.5);
      const sampler = flags.sampler as GenerateOptions["sampler"]; // an unknown one is refused, with a list
      try {
        for await (const event of model.generate(prompt, {
          steps,
          guidanceScale: guidance,
          negativePrompt: negative,
          seed,
          sampler,
          signal,
          onProgress,
        })) {
          if (event.type !== "image") continue;
          const { image, cutWords } = event;
          const text = pngParameters({
            ...{ prompt, negative, steps, guidance, seed, model: name },
            ...{ sampler: sampler ?? model.scheduler.sampler, width: image.width, height: image.height },
          });
          await writeOutput(out, encodePng(image, { text: { parameters: text } }), signal);
          if (cutWords.length > 0) print(`The prompt is too long. The model didn't read: ${cutWords.join(" ")}`);
          print(`${out}: ${formatNumber(image.width)} × ${formatNumber(image.height)} pixels, seed ${seed}`);
        }
      } catch (error) {
        throw asUsage(error);
      } finally {
        await model.close();
      }
    },
    { needs: packages },
  );
}

function asUsage(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && USAGE.includes(String(error.code)))) return error;
  return new Alt2imgError("cli/usage", error.message, { cause: error });
}

/** `red-heart.png` for “Red heart!” */
function fileNameFor(prompt: string): string {
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["picture"];
  return `${words.join("-").slice(0, 60)}.png`;
}
