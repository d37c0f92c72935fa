import type { ModelFolder, Tensor } from "@alt2img/core";
import type { ModelTensor, Session, TensorInfo } from "@alt2img/onnx";
import type { Condition } from "./condition.js";
import { finite } from "./finite.js";
import { fixedSize, type OpenNetworkOptions, openNetwork } from "./open-network.js";

/** What the U-Net's `config.json` says. */
export type UNetConfig = {
  /** Of the latents. */
  readonly channels: number;
  /** Height and width of the latents that it was trained on. */
  readonly sampleSize: readonly [height: number, width: number];
  /** The hidden size of the text states. */
  readonly crossAttentionDim: number;
};

/** The network that removes noise. */
export type UNet = {
  /** Height and width of the latents, where the model takes no others. */
  readonly fixed: readonly [height: number | undefined, width: number | undefined];
  /**
   * What the network was trained to predict, for one sample under several conditions: in one call, if the model takes batches.
   *
   * @param sample `[1, channels, height, width]`
   * @returns as many tensors with the sample's dims
   */
  predict(
    sample: Tensor,
    timestep: number,
    conditions: readonly Condition[],
    signal?: AbortSignal,
  ): Promise<readonly Tensor[]>;
  readonly runtime: Pick<Session, "device" | "note">;
  close(): Promise<void>;
};

export async function openUNet(
  folder: ModelFolder,
  path: string,
  { channels, crossAttentionDim }: UNetConfig,
  options: OpenNetworkOptions,
): Promise<UNet> {
  const { session, file } = await openNetwork(
    folder,
    path,
    {
      inputs: {
        sample: { type: "float32", shape: ["batch", channels, "height", "width"] },
        timestep: {},
        encoder_hidden_states: { type: "float32", shape: ["batch", "tokens", crossAttentionDim] },
      },
      outputs: { out_sample: { type: "float32", shape: ["batch", channels, "height", "width"] } },
    },
    options,
  );
  const infoOf = (name: string): TensorInfo => session.inputs.find((each) => each.name === name)!;
  const [sampleInfo, timestepInfo] = [infoOf("sample"), infoOf("timestep")];
  const most = fixedSize(sampleInfo.shape[0]) ?? Number.POSITIVE_INFINITY;

  async function run(sample: Tensor, timestep: number, conditions: readonly Condition[], signal?: AbortSignal) {
    const batch = conditions.length;
    const feeds = {
      sample: stacked(conditions.map(() => sample)),
      timestep: timestepTensor(timestepInfo, timestep, batch, sampleInfo.shape[0]),
      encoder_hidden_states: stacked(conditions.map(({ states }) => states)),
    };
    const { out_sample: output } = await session.run(feeds, { outputs: ["out_sample"], signal });
    const { data } = finite(output!, file, `at timestep ${timestep}`);
    const size = data.length / batch;
    return conditions.map((_, i) => ({ dims: sample.dims, data: data.subarray(i * size, (i + 1) * size) }));
  }

  return {
    fixed: [fixedSize(sampleInfo.shape[2]), fixedSize(sampleInfo.shape[3])],
    async predict(sample, timestep, conditions, signal) {
      if (conditions.length <= most) return run(sample, timestep, conditions, signal);
      const all: Tensor[] = [];
      for (const condition of conditions) all.push(...(await run(sample, timestep, [condition], signal)));
      return all;
    },
    runtime: { device: session.device, note: session.note },
    close: session.close,
  };
}

/** Tensors with a batch axis of 1, one after another. */
function stacked(tensors: readonly Tensor[]): Tensor {
  const [{ dims, data: first }] = tensors as [Tensor];
  const data = new Float32Array(tensors.length * first.length);
  for (const [i, tensor] of tensors.entries()) data.set(tensor.data, i * first.length);
  return { dims: [tensors.length, ...dims.slice(1)], data };
}

/** Exports differ in the timestep's type and in whether it is a scalar, one number, or one for each sample. */
function timestepTensor(
  { type, shape }: TensorInfo,
  timestep: number,
  batch: number,
  batchName: number | string | undefined,
): ModelTensor {
  const count = shape.length === 1 && shape[0] !== "" && shape[0] === batchName ? batch : 1;
  const dims = shape.length === 0 ? [] : [count];
  const values = Array<number>(count).fill(timestep);
  switch (type) {
    case "int64":
      return { dims, data: BigInt64Array.from(values, (value) => BigInt(Math.round(value))) };
    case "int32":
      return { dims, data: Int32Array.from(values, Math.round) };
    case "float64":
      return { dims, data: Float64Array.from(values) };
    default:
      return { dims, data: Float32Array.from(values) };
  }
}
