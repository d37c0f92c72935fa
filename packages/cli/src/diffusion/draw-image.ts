import type { RasterImage } from "@alt2img/core";
import type { GenerateOptions, TextToImage } from "@alt2img/diffusion/text-to-image";

/** Draws one picture, without its steps. */
export async function drawImage(model: TextToImage, prompt: string, options: GenerateOptions): Promise<RasterImage> {
  for await (const event of model.generate(prompt, options)) if (event.type === "image") return event.image;
  throw new Error("The model gave no picture.");
}
