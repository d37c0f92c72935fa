import { readFileSync } from "node:fs";
import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import { createSession } from "@alt2img/onnx";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { describe, expect, it } from "vitest";
import { crossAttentionOutputs } from "../../src/text-to-image/attention/cross-attention-outputs.js";
import { type CrossAttention, type GenerationStep, loadTextToImage, wordMaps } from "../../src/text-to-image/index.js";
import { noAttention } from "../../src/text-to-image/unet.js";
import golden from "../golden/attention/cases.json" with { type: "json" };
import { furthest, numbersOf } from "./golden-pictures.js";
import { randomPipeline } from "./random-pipeline.js";

const node = (operator: string, inputs: string[], ...outputs: string[]) => ({ name: "", operator, inputs, outputs });

describe("crossAttentionOutputs", () => {
  it("finds the layers by what they compute, whatever their names", async () => {
    for (const [folder, count, name] of [
      [tinyStableDiffusion, 11, /^\d+$/],
      [randomPipeline("sd1", {}), 4, /attn2\/Softmax_output_0$/],
      [randomPipeline("sd2", {}), 4, /attn2\/Softmax_output_0$/],
    ] as const) {
      let found: string[] = [];
      const extraOutputs = (graph: Parameters<typeof crossAttentionOutputs>[0]): string[] => {
        found = crossAttentionOutputs(graph);
        return found;
      };
      await using session = await createSession(folder, "unet/model.onnx", { extraOutputs, threads: 1 });
      expect(found).toHaveLength(count);
      for (const output of found) expect(output).toMatch(name);
      expect(session.outputs.map((each) => each.name)).toEqual(["out_sample", ...found]);
    }
  });

  it("isn't misled by self-attention, by sizes, or by another softmax", () => {
    const nodes = [
      node("MatMul", ["sample", "wq"], "q"),
      node("MatMul", ["encoder_hidden_states", "wk"], "keys"),
      node("Shape", ["sample"], "shape"),
      node("Reshape", ["keys", "shape"], "k"),
      node("MatMul", ["q", "k"], "product"),
      node("Mul", ["product", "scale"], "scaled"),
      node("Softmax", ["scaled"], "cross"),
      node("MatMul", ["cross", "k"], "mixed"),
      node("MatMul", ["mixed", "mixed"], "own"),
      node("Softmax", ["own"], "self"),
      node("Conv", ["product", "w"], "convolved"),
      node("Softmax", ["convolved"], "of something else"),
    ];
    expect(crossAttentionOutputs({ nodes, outputs: [] })).toEqual(["cross"]);
    expect(crossAttentionOutputs({ nodes: nodes.slice(0, 6), outputs: [] })).toEqual([]);
  });
});

describe("the attention of a U-Net with random weights", () => {
  const one = golden.cases.find(({ model }) => model === "sd1")!;

  it("is that of diffusers, in pictures that aren't square and steps of two calls", async () => {
    await using model = await loadTextToImage(randomPipeline("sd1", one.scheduler!), { session: { threads: 1 } });
    const { seed, steps: count, guidance_scale: guidanceScale, width, height } = one;
    const steps: GenerationStep[] = [];
    let sum: CrossAttention | undefined;
    const options = { seed, steps: count, guidanceScale, size: { width, height }, attention: true, batch: 2 };
    for await (const event of model.generate(one.prompt, options)) {
      if (event.imageIndex > 0) break;
      if (event.type === "step") steps.push(event);
      else sum = event.attention;
    }
    const numbers = (attention: CrossAttention): number[] =>
      wordMaps(attention, { size: "latents" }).flatMap(({ map }) => [...map.data]);
    expect(furthest(numbers(sum!), numbersOf(one.heat))).toBeLessThan(1e-4);
    expect(
      furthest(
        steps.flatMap(({ attention }) => numbers(attention!)),
        numbersOf(one.per_step),
      ),
    ).toBeLessThan(1e-4);
    const large = wordMaps(sum!);
    expect(large.map(({ map }) => map.dims)).toEqual([
      [height, width],
      [height, width],
    ]);
    expect(
      furthest(
        large.flatMap(({ map }) => [...map.data]),
        numbersOf(one.large!),
      ),
    ).toBeLessThan(1e-4);
    expect(structuredClone(sum)).toEqual(sum);
  });
});

it("says so when there is no attention to show, and draws on without it", async () => {
  const plain = readFileSync(new URL("../golden/pipelines/sd1/unet/model.onnx", import.meta.url), "latin1");
  const other = new Uint8Array(Buffer.from(plain.replaceAll("Softmax", "Unknown"), "latin1"));
  const folder = randomPipeline("sd1", golden.cases.at(-1)!.scheduler!);
  let reads = 0;
  const changing: ModelFolder = {
    name: "other",
    read: async (path, options) => (path === "unet/model.onnx" && reads++ > 0 ? other : folder.read(path, options)),
  };
  await using model = await loadTextToImage(changing, { session: { threads: 1 } });
  const draw = async (attention: boolean): Promise<number> => {
    let events = 0;
    for await (const _ of model.generate("red heart", { steps: 1, attention })) events++;
    return events;
  };
  const failure = await draw(true).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Alt2imgError);
  expect(failure).toMatchObject({
    code: "diffusion/no-attention",
    message: expect.stringMatching(
      /^unet\/model\.onnx in other has no cross-attention .*it has none\. Leave attention out/,
    ),
  });
  expect(await draw(false)).toBe(2);
});

it("says how to export a model whose attention is fused", () => {
  const node = { operator: "MultiHeadAttention", inputs: ["q", "k", "v"], outputs: ["out"] };
  const { message } = noAttention("unet/model.onnx", { nodes: [{ ...node, name: "attn2" }] });
  expect(message).toMatch(/in one piece \(MultiHeadAttention\)\. Export the model without optimization/);
});
