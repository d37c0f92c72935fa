import type { Preprocessing } from "./preprocessing.js";

/**
 * Whose details are followed:
 *
 * - `"transformers"`: Hugging Face's `CLIPImageProcessor` on Pillow. A transparent picture is composited over white.
 * - `"openai"`: OpenAI's and OpenCLIP's code. Alpha is dropped after resizing, pictures with a palette are resized
 *   by nearest neighbour, and an odd pixel of the crop is rounded to the even side.
 */
export type PreprocessingReference = "transformers" | "openai";

export const REFERENCES: readonly PreprocessingReference[] = ["transformers", "openai"];

/** How pictures are prepared. Plain data. */
export type Preparation = { readonly preprocessing: Preprocessing; readonly reference: PreprocessingReference };
