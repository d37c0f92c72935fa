import type { Tensor } from "@alt2img/core";
import type { ModelTensor, Session } from "@alt2img/onnx";
import type { ClipFamily } from "../config/model-config.js";
import { embeddingOutput, fixed } from "./text-tower.js";

type ImageOutputs = {
  /** `[images, dimension]`, not normalised. */
  readonly embeds: ModelTensor;
  /** `[images, tokens, width]`: the last layer's output for every patch, if the model gives it. */
  readonly states?: ModelTensor;
};

/** The vision model. */
export type ImageTower = {
  /** Height and width, if the model takes no other. */
  readonly size: readonly [height: number | undefined, width: number | undefined];
  /** Images per run, if the model takes no other number. */
  readonly batchSize: number | undefined;
  /** @param pixelValues `[images, 3, height, width]` */
  run(pixelValues: Tensor, options?: { states?: boolean; signal?: AbortSignal | undefined }): Promise<ImageOutputs>;
};

/** @param others the other inputs of a model with both towers */
export function imageTower(session: Session, family: ClipFamily, others: Record<string, ModelTensor> = {}): ImageTower {
  const output = embeddingOutput(session, "image_embeds", family);
  const [batchSize, , height, width] = session.inputs.find(({ name }) => name === "pixel_values")?.shape ?? [];
  const hasStates = session.outputs.some(({ name }) => name === "last_hidden_state");
  return {
    size: [fixed(height), fixed(width)],
    batchSize: fixed(batchSize),
    async run(pixelValues, { states = false, signal } = {}) {
      const outputs = states && hasStates ? [output, "last_hidden_state"] : [output];
      const results = await session.run({ ...others, pixel_values: pixelValues }, { outputs, signal });
      const { last_hidden_state } = results;
      return {
        embeds: results[output]!,
        ...(last_hidden_state === undefined ? {} : { states: last_hidden_state }),
      };
    },
  };
}
