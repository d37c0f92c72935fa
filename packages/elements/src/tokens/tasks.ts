import type { TokenizedText } from "@alt2img/clip";

export type TokensTasks = {
  /** @param model a URL, the id of a model on Hugging Face, or `""` for the tiny CLIP */
  tokenize(text: string, model: string): TokenizedText;
};
