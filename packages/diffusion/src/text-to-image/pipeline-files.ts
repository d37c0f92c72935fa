/** The paths of the networks in the folder. A pipeline has only some of them. */
export type PipelineFiles = {
  readonly textEncoder: string;
  readonly textEncoder2: string;
  readonly textEncoder3: string;
  readonly unet: string;
  readonly transformer: string;
  readonly vaeDecoder: string;
  readonly vaeEncoder: string;
};

/** Where optimum puts them. */
export const pipelineFiles: PipelineFiles = {
  textEncoder: "text_encoder/model.onnx",
  textEncoder2: "text_encoder_2/model.onnx",
  textEncoder3: "text_encoder_3/model.onnx",
  unet: "unet/model.onnx",
  transformer: "transformer/model.onnx",
  vaeDecoder: "vae_decoder/model.onnx",
  vaeEncoder: "vae_encoder/model.onnx",
};
