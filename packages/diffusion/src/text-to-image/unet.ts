import { Alt2imgError, type ModelFolder, type Tensor } from "@alt2img/core";
import type { ModelGraph, ModelTensor, Session, TensorInfo } from "@alt2img/onnx";
import { attentionLayer } from "./attention/cross-attention.js";
import { crossAttentionOutputs } from "./attention/cross-attention-outputs.js";
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
   * @param watch to get the attention of one of them, too
   * @returns as many tensors with the sample's dims
   */
  predict(
    sample: Tensor,
    timestep: number,
    conditions: readonly Condition[],
    signal?: AbortSignal,
    watch?: AttentionWatch,
  ): Promise<readonly Tensor[]>;
  /**
   * Makes the network give its attention: it is opened again, once.
   *
   * @throws Alt2imgError `diffusion/no-attention` if it can't
   */
  openAttention(signal?: AbortSignal): Promise<void>;
  readonly runtime: Pick<Session, "device" | "note">;
  close(): Promise<void>;
};

/** A request for where the network looks at which token. */
export type AttentionWatch = {
  /** Which of the conditions, and how many of its tokens from the start. */
  readonly condition: Condition;
  readonly tokens: number;
  /** Is given what `attentionLayer` makes of each layer, from the first one to the last. */
  see(layers: readonly Tensor[]): void;
};

export async function openUNet(
  folder: ModelFolder,
  path: string,
  { channels, crossAttentionDim }: UNetConfig,
  options: OpenNetworkOptions,
): Promise<UNet> {
  const expect = {
    inputs: {
      sample: { type: "float32", shape: ["batch", channels, "height", "width"] },
      timestep: {},
      encoder_hidden_states: { type: "float32", shape: ["batch", "tokens", crossAttentionDim] },
    },
    outputs: { out_sample: { type: "float32", shape: ["batch", channels, "height", "width"] } },
  } as const;
  let { session, file } = await openNetwork(folder, path, expect, options);
  const infoOf = (name: string): TensorInfo => session.inputs.find((each) => each.name === name)!;
  const [sampleInfo, timestepInfo] = [infoOf("sample"), infoOf("timestep")];
  const most = fixedSize(sampleInfo.shape[0]) ?? Number.POSITIVE_INFINITY;
  let attention: readonly string[] = [];
  let opening: Promise<void> | undefined;
  let closed = false;

  async function run(
    sample: Tensor,
    timestep: number,
    conditions: readonly Condition[],
    signal?: AbortSignal,
    watch?: AttentionWatch,
  ) {
    const batch = conditions.length;
    const feeds = {
      sample: stacked(conditions.map(() => sample)),
      timestep: timestepTensor(timestepInfo, timestep, batch, sampleInfo.shape[0]),
      encoder_hidden_states: stacked(conditions.map(({ states }) => states)),
    };
    const watched = watch === undefined ? -1 : conditions.indexOf(watch.condition);
    const outputs = ["out_sample", ...(watched < 0 ? [] : attention)];
    const results = await session.run(feeds, { outputs, signal });
    const { data } = finite(results["out_sample"]!, file, `at timestep ${timestep}`);
    if (watched >= 0)
      watch!.see(attention.map((name) => layerOf(results[name]!, batch, watched, sample, watch!.tokens)));
    const size = data.length / batch;
    return conditions.map((_, i) => ({ dims: sample.dims, data: data.subarray(i * size, (i + 1) * size) }));
  }

  async function reopen(signal?: AbortSignal): Promise<void> {
    const found: string[] = [];
    const extraOutputs = (graph: ModelGraph): readonly string[] => {
      found.push(...crossAttentionOutputs(graph));
      if (found.length === 0) throw noAttention(file, graph);
      return found;
    };
    const plain = session;
    const opened = await openNetwork(folder, path, expect, { session: options.session, signal, extraOutputs });
    if (closed) return opened.session.close();
    session = opened.session;
    attention = found;
    // What has begun there ends before it closes.
    await plain.close();
  }

  return {
    fixed: [fixedSize(sampleInfo.shape[2]), fixedSize(sampleInfo.shape[3])],
    async predict(sample, timestep, conditions, signal, watch) {
      if (conditions.length <= most) return run(sample, timestep, conditions, signal, watch);
      const all: Tensor[] = [];
      for (const condition of conditions) all.push(...(await run(sample, timestep, [condition], signal, watch)));
      return all;
    },
    openAttention(signal) {
      opening ??= reopen(signal).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    runtime: { device: session.device, note: session.note },
    async close() {
      closed = true;
      await session.close();
    },
  };
}

/** Of a batch of attention probabilities, those of one sample: `[batch, heads, places, tokens]`, or batch and heads in one axis. */
function layerOf(output: ModelTensor, batch: number, index: number, sample: Tensor, tokens: number): Tensor {
  const all = output.data as Float32Array;
  const size = all.length / batch;
  const [places, length] = output.dims.slice(-2) as [number, number];
  const data = all.subarray(index * size, (index + 1) * size);
  return attentionLayer({ data, places, tokens: length }, sample.dims.slice(2) as [number, number], tokens);
}

function noAttention(file: string, { nodes }: ModelGraph): Alt2imgError {
  const fused = new Set(nodes.map(({ operator }) => operator).filter((operator) => /Attention/.test(operator)));
  const found = fused.size > 0 ? `it computes attention in one piece (${[...fused].join(", ")})` : "it has none";
  return new Alt2imgError(
    "diffusion/no-attention",
    `${file} has no cross-attention that it could show: ${found}. Export the model without optimization: optimum-cli export onnx --model NAME FOLDER.`,
  );
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
