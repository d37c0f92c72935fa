import { Alt2imgError, type ModelFolder, type Tensor } from "@alt2img/core";
import type { ExpectedTensor, ModelTensor, TensorInfo } from "@alt2img/onnx";
import { forConditions, inBatches, repeater, stacked, timestepTensor } from "./batches.js";
import type { Condition } from "./condition.js";
import { finite } from "./finite.js";
import { fixedSize, type OpenNetworkOptions, openNetwork } from "./open-network.js";
import { packed, placeIds, unpacked } from "./packed-latents.js";
import type { NetworkConfig } from "./pipeline-config.js";
import type { UNet } from "./unet.js";

const float = (...shape: (number | string)[]): ExpectedTensor => ({ type: "float32", shape });

/** Opens a transformer for rectified flows in the layout of Stable Diffusion 3: latents go in and come out as they are. */
export async function openSd3Transformer(
  folder: ModelFolder,
  path: string,
  { channels, inputChannels, textSize }: NetworkConfig,
  options: OpenNetworkOptions,
): Promise<UNet> {
  const { session, file } = await openNetwork(
    folder,
    path,
    {
      inputs: {
        hidden_states: float("batch", inputChannels, "height", "width"),
        timestep: {},
        encoder_hidden_states: float("batch", "tokens", textSize!),
        pooled_projections: float("batch", "size"),
      },
      outputs: { out_hidden_states: float("batch", channels, "height", "width") },
    },
    options,
  );
  const [latents, time] = ["hidden_states", "timestep"].map(
    (name) => session.inputs.find((each) => each.name === name)!,
  ) as [TensorInfo, TensorInfo];
  const textOf = textsOf();
  const samples = repeater();
  const run = async (sample: Tensor, timestep: number, conditions: readonly Condition[], signal?: AbortSignal) => {
    const repeated = samples.repeat(sample, conditions.length);
    const feeds = {
      hidden_states: repeated,
      timestep: timestepTensor(time, timestep, conditions.length, latents.shape[0]),
      ...textOf(conditions),
    };
    const { out_hidden_states: output } = await session.run(feeds, { outputs: ["out_hidden_states"], signal });
    samples.release(repeated);
    const { data } = finite(output!, file, `at timestep ${timestep}`);
    const [size, dims] = [data.length / conditions.length, [1, channels, ...sample.dims.slice(2)]];
    return conditions.map((_, i) => ({ dims, data: data.subarray(i * size, (i + 1) * size) }));
  };
  return {
    fixed: [fixedSize(latents.shape[2]), fixedSize(latents.shape[3])],
    predict: inBatches(fixedSize(latents.shape[0]), run),
    openAttention: noAttention(file),
    runtime: { device: session.device, note: session.note },
    close: session.close,
  };
}

/**
 * Opens a transformer for rectified flows in the layout of FLUX: latents go in as tokens of 2 × 2 places, with the place of each, and
 * time is from 0 to 1. FLUX.1 [dev] is told the guidance, too.
 *
 * @param trainTimesteps what timesteps are divided by
 */
export async function openFluxTransformer(
  folder: ModelFolder,
  path: string,
  { channels, textSize }: NetworkConfig,
  { trainTimesteps, ...options }: OpenNetworkOptions & { trainTimesteps: number },
): Promise<UNet> {
  const { session, file } = await openNetwork(
    folder,
    path,
    {
      inputs: {
        hidden_states: float("batch", "places", 4 * channels),
        timestep: {},
        encoder_hidden_states: float("batch", "tokens", textSize!),
        pooled_projections: float("batch", "size"),
        txt_ids: float("tokens", 3),
        img_ids: float("places", 3),
        guidance: { ...float("batch"), optional: true },
      },
      outputs: { out_hidden_states: float("batch", "places", 4 * channels) },
    },
    options,
  );
  const infoOf = (name: string): TensorInfo | undefined => session.inputs.find((each) => each.name === name);
  const [batchName] = infoOf("hidden_states")!.shape;
  const wantsGuidance = infoOf("guidance") !== undefined;
  const textOf = textsOf();
  const run = async (sample: Tensor, timestep: number, conditions: readonly Condition[], signal?: AbortSignal) => {
    const batch = conditions.length;
    const [, , height, width] = sample.dims as [number, number, number, number];
    const tokens = conditions[0]!.states.dims[1]!;
    const feeds: Record<string, ModelTensor> = {
      hidden_states: stacked(conditions.map(() => packed(sample))),
      timestep: timestepTensor(infoOf("timestep")!, timestep / trainTimesteps, batch, batchName),
      ...textOf(conditions),
      txt_ids: { dims: [tokens, 3], data: new Float32Array(3 * tokens) },
      img_ids: placeIds(height / 2, width / 2),
      ...(wantsGuidance
        ? { guidance: { dims: [batch], data: Float32Array.from(conditions, ({ guidance = 3.5 }) => guidance) } }
        : {}),
    };
    const { out_hidden_states: output } = await session.run(feeds, { outputs: ["out_hidden_states"], signal });
    const { data } = finite(output!, file, `at timestep ${timestep}`);
    const size = data.length / batch;
    return conditions.map((_, i) => unpacked(data.subarray(i * size, (i + 1) * size), sample.dims));
  };
  return {
    fixed: [undefined, undefined],
    predict: inBatches(fixedSize(batchName), run),
    openAttention: noAttention(file),
    runtime: { device: session.device, note: session.note },
    close: session.close,
  };
}

/** In a transformer, text and picture attend to one another in the same layers. */
const noAttention = (file: string) => async (): Promise<void> => {
  throw new Alt2imgError(
    "diffusion/no-attention",
    `${file} is a transformer that has no cross-attention. Leave attention out, or take a model with a U-Net.`,
  );
};

const textsOf = () =>
  forConditions((conditions) => ({
    encoder_hidden_states: stacked(conditions.map(({ states }) => states)),
    pooled_projections: stacked(conditions.map(({ pooled }) => pooled!)),
  }));
