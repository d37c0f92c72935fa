import type { ModelFolder } from "@alt2img/core";
import { openModelFolder } from "@alt2img/onnx";

/** What PyTorch says of a model of golden/make_models.py. */
export type Expected = {
  /** A text and its ids, padded. */
  readonly texts: readonly (readonly [text: string, ids: readonly number[]])[];
  readonly pictures: readonly (readonly [width: number, height: number, alpha: boolean])[];
  /** Normalised. */
  readonly text_embeds: readonly (readonly number[])[];
  readonly image_embeds: readonly (readonly number[])[];
  readonly logits_per_image: readonly (readonly number[])[];
};

export type GoldenModel = "clip" | "siglip" | "openclip";

/** By a name of its own, because Vite would look for a file at a URL that is built from `import.meta.url`. */
const here = import.meta.url;

/** `files` of a golden model, from a disk in Node and from the test server in a browser, which doesn't list them. */
export async function goldenModel(name: GoldenModel): Promise<ModelFolder & { expected(): Promise<Expected> }> {
  const folder = await openModelFolder(new URL(`golden/models/${name}/`, here), { cache: false });
  return {
    ...folder,
    list: async () => paths[name],
    expected: async () => JSON.parse(new TextDecoder().decode(await folder.read("expected.json"))),
  };
}

const common = ["config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"];
const paths: { readonly [name in GoldenModel]: string[] } = {
  clip: [...common, "model.safetensors", "onnx/text_model.onnx", "onnx/vision_model.onnx"],
  siglip: [...common, "onnx/model.onnx", "onnx/text_model.onnx", "onnx/vision_model.onnx"],
  openclip: [...common, "model.onnx"],
};
