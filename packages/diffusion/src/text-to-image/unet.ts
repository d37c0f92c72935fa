import { Alt2imgError, type ModelFolder, type Tensor } from "@alt2img/core";
import type { ExpectedInterface, ExpectedTensor, ModelGraph, ModelTensor, Session, TensorInfo } from "@alt2img/onnx";
import { attentionLayer } from "./attention/cross-attention.js";
import { crossAttentionOutputs } from "./attention/cross-attention-outputs.js";
import { forConditions, inBatches, repeater, stacked, timestepTensor } from "./batches.js";
import type { Condition } from "./condition.js";
import { finite } from "./finite.js";
import { guidanceEmbedding } from "./guidance-embedding.js";
import { fixedSize, type OpenNetworkOptions, openNetwork } from "./open-network.js";
import type { NetworkConfig } from "./pipeline-config.js";
import { sharedOpening } from "./shared-opening.js";

/** The network that removes noise. */
export type UNet = {
  /** Height and width of the latents, where the model takes no others. */
  readonly fixed: readonly [height: number | undefined, width: number | undefined];
  /**
   * What the network was trained to predict, for one sample under several conditions: in one call, if the model takes batches.
   *
   * @param sample `[1, channels, height, width]`, for inpainting with more channels than the latents
   * @param watch to get the attention of one of them, too
   * @returns as many tensors, `[1, channels, height, width]`
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

/**
 * Opens a U-Net: with the text states of Stable Diffusion; with `text_embeds` and `time_ids`, too, of Stable Diffusion XL; or without
 * text.
 *
 * @param factor how many pixels wide and high a place of the latents is, for `time_ids`
 */
export async function openUNet(
  folder: ModelFolder,
  path: string,
  { channels, inputChannels, textSize, guidanceSize, whole }: NetworkConfig,
  { kind, factor, ...options }: OpenNetworkOptions & { kind: "sd" | "xl" | "pixels"; factor: number },
): Promise<UNet> {
  const float = (...shape: (number | string)[]): ExpectedTensor => ({ type: "float32", shape });
  const expect: ExpectedInterface = {
    inputs: {
      sample: float("batch", inputChannels, "height", "width"),
      timestep: {},
      ...(textSize === undefined ? {} : { encoder_hidden_states: float("batch", "tokens", textSize) }),
      ...(guidanceSize === undefined ? {} : { timestep_cond: float("batch", guidanceSize) }),
      ...(kind === "xl" ? { text_embeds: float("batch", "size"), time_ids: float("batch", 6) } : {}),
    },
    outputs: { out_sample: float("batch", channels, "height", "width") },
  };
  let { session, file } = await openNetwork(folder, path, expect, options);
  const infoOf = (name: string): TensorInfo => session.inputs.find((each) => each.name === name)!;
  const [sampleInfo, timestepInfo] = [infoOf("sample"), infoOf("timestep")];
  const textOf = forConditions((conditions) => ({
    ...(textSize === undefined ? {} : { encoder_hidden_states: stacked(conditions.map(({ states }) => states)) }),
    ...(guidanceSize === undefined
      ? {}
      : { timestep_cond: stacked(conditions.map(({ guidance }) => guidanceEmbedding(guidance!, guidanceSize))) }),
    ...(kind === "xl" ? { text_embeds: stacked(conditions.map(({ pooled }) => pooled!)) } : {}),
  }));
  const samples = repeater();
  let attention: readonly string[] = [];
  let closed = false;

  async function run(
    sample: Tensor,
    timestep: number,
    conditions: readonly Condition[],
    signal?: AbortSignal,
    watch?: AttentionWatch,
  ) {
    const batch = conditions.length;
    const [, , height, width] = sample.dims as [number, number, number, number];
    const repeated = samples.repeat(sample, batch);
    const feeds: Record<string, ModelTensor> = {
      ...textOf(conditions),
      sample: repeated,
      timestep: timestepTensor(timestepInfo, timestep, batch, sampleInfo.shape[0]),
    };
    if (kind === "xl") {
      // The original size, the corner that was cut out, and the size that is wanted.
      const ids = Float32Array.of(height * factor, width * factor, 0, 0, height * factor, width * factor);
      feeds["time_ids"] = stacked(conditions.map(() => ({ dims: [1, 6], data: ids })));
    }
    const watched = watch === undefined ? -1 : conditions.indexOf(watch.condition);
    const outputs = ["out_sample", ...(watched < 0 ? [] : attention)];
    const results = await session.run(feeds, { outputs, signal }).catch((error: unknown) => {
      if (!(error instanceof Alt2imgError && error.code === "onnx/run")) throw error;
      if (height % whole === 0 && width % whole === 0) throw error;
      throw new Alt2imgError(
        "diffusion/generate",
        `${file} can't draw ${width * factor} × ${height * factor} pixels. Give a width and a height that are multiples of ${whole * factor}.`,
        { cause: error },
      );
    });
    samples.release(repeated);
    const { data } = finite(results["out_sample"]!, file, `at timestep ${timestep}`);
    if (watched >= 0)
      watch!.see(attention.map((name) => layerOf(results[name]!, batch, watched, sample, watch!.tokens)));
    const [size, dims] = [data.length / batch, [1, channels, height, width]];
    return conditions.map((_, i) => ({ dims, data: data.subarray(i * size, (i + 1) * size) }));
  }

  async function reopen(signal?: AbortSignal): Promise<void> {
    let found: readonly string[] = [];
    // Called each time that the network is opened, which may be often.
    const extraOutputs = (graph: ModelGraph): readonly string[] => {
      found = crossAttentionOutputs(graph);
      if (found.length === 0) throw noAttention(file, graph);
      return found;
    };
    const plain = session;
    const opened = await openNetwork(folder, path, expect, { ...options, onProgress: undefined, signal, extraOutputs });
    if (closed) return opened.session.close();
    session = opened.session;
    attention = found;
    // What has begun there ends before it closes.
    await plain.close();
  }

  return {
    fixed: [fixedSize(sampleInfo.shape[2]), fixedSize(sampleInfo.shape[3])],
    predict: inBatches(fixedSize(sampleInfo.shape[0]), run),
    openAttention: sharedOpening(reopen),
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

/** Why a U-Net has nothing to show: optimizers replace the softmax and its products by one operator. */
export function noAttention(file: string, { nodes }: Pick<ModelGraph, "nodes">): Alt2imgError {
  const fused = new Set(nodes.map(({ operator }) => operator).filter((operator) => /Attention/.test(operator)));
  const reason =
    fused.size > 0
      ? `it computes attention in one piece (${[...fused].join(", ")}). Export the model without optimization: optimum-cli export onnx --model NAME FOLDER.`
      : "it has none. Leave attention out, or take another model.";
  return new Alt2imgError("diffusion/no-attention", `${file} has no cross-attention that it could show: ${reason}`);
}
