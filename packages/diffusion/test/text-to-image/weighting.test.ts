import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type GeneratedImage,
  type GenerateOptions,
  loadTextToImage,
  type TextToImage,
  weightedParts,
} from "../../src/text-to-image/index.js";
import { weighStates } from "../../src/text-to-image/prompt/weigh-states.js";
import golden from "../golden/weighting/cases.json" with { type: "json" };
import { furthest, numbersOf } from "./golden-pictures.js";

const read = (prompt: string): [string, number][] => weightedParts(prompt).map(({ text, weight }) => [text, weight]);

describe("weightedParts", () => {
  it("takes no longer for brackets that nest, or for a number that doesn't end", () => {
    expect(() => weightedParts("a(".repeat(400_000))).toThrow("More than 100 “(” are open in the prompt. Close them,");
    expect(() => weightedParts("a[".repeat(400_000))).toThrow("More than 100 “[”");
    expect(read("a[b]".repeat(400_000))).toHaveLength(800_000);
    expect(read(`a:${"1".repeat(1_000_000)}`)).toHaveLength(1);
  });

  // The first ones are the examples in the docstring of `parse_prompt_attention` in the web interface of AUTOMATIC1111.
  it.each<[string, [string, number][]]>([
    ["normal text", [["normal text", 1]]],
    [
      "an (important) word",
      [
        ["an ", 1],
        ["important", 1.1],
        [" word", 1],
      ],
    ],
    ["(unbalanced", [["unbalanced", 1.1]]],
    ["\\(literal\\]", [["(literal]", 1]]],
    ["(unnecessary)(parens)", [["unnecessaryparens", 1.1]]],
    [
      "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
      [
        ["a ", 1],
        ["house", 1.573],
        [" ", 1.1],
        ["on", 1],
        [" a ", 1.1],
        ["hill", 0.55],
        [", sun, ", 1.1],
        ["sky", 1.4641],
        [".", 1.1],
      ],
    ],
    ["", [["", 1]]],
    ["()", [["", 1]]],
    ["[sky]", [["sky", 1 / 1.1]]],
    ["[[sky", [["sky", 1 / 1.21]]],
    ["sky) and ]sea", [["sky) and ]sea", 1]]],
    [
      "(a [b) c]",
      [
        ["a ", 1.1],
        ["b", 1],
        [" c", 1 / 1.1],
      ],
    ],
    [
      "(red : +1.5 ) car",
      [
        ["red ", 1.5],
        [" car", 1],
      ],
    ],
    ["(red:-.5)", [["red", -0.5]]],
    ["(red:0)", [["red", 0]]],
    [
      "at 10:30) or (10:30)",
      [
        ["at 10:30) or ", 1],
        ["10", 30],
      ],
    ],
    ["(red:1.2.3)", [["red:1.2.3", 1.1]]],
    ["(red:)", [["red:", 1.1]]],
    ["[red:1.3]", [["red:1.3", 1 / 1.1]]],
    ["a\\\\b \\(c\\) \\d \\", [["a\\b (c) d ", 1]]],
  ])("%j", (prompt, parts) => {
    const found = read(prompt);
    expect(found.map(([text]) => text)).toEqual(parts.map(([text]) => text));
    for (const [i, [, weight]] of parts.entries()) expect(found[i]![1]).toBeCloseTo(weight, 12);
  });

  it.each([`(red:1${"0".repeat(400)})`, "(red:1001)", "(red:-1e9)(blue:-4000)", `${"(".repeat(80)}red`])(
    "refuses a weight that is out of range: %.20s",
    (prompt) => {
      expect(() => weightedParts(prompt)).toThrow(
        expect.objectContaining({
          code: "diffusion/prompt",
          message: expect.stringMatching(/weight of .* from -1000 to 1000/),
        }),
      );
    },
  );
});

describe("weighStates", () => {
  const states = { dims: [1, 3, 2], data: Float32Array.of(1, 2, 3, 4, 5, -1) };

  it("multiplies each token's states, and restores their mean", () => {
    // 1 2, 6 8, 5 -1: the sum is 21, and was 14.
    const { dims, data } = weighStates(states, [1, 2, 1]);
    expect(dims).toEqual([1, 3, 2]);
    expect(
      furthest(
        data,
        [1, 2, 6, 8, 5, -1].map((value) => (value * 14) / 21),
      ),
    ).toBeLessThan(1e-6);
  });

  it("keeps states without weights, and stays finite where no mean can be restored", () => {
    expect(weighStates(states, [1, 1, 1])).toBe(states);
    expect([...weighStates(states, [0, 0, 0]).data].every((value) => value === 0)).toBe(true);
  });
});

describe("a prompt with weights", () => {
  let model: TextToImage;
  beforeAll(async () => {
    model = await loadTextToImage(tinyStableDiffusion, { session: { threads: 1 } });
  });
  afterAll(() => model.close());

  async function draw(prompt: string, options: GenerateOptions = {}): Promise<GeneratedImage> {
    for await (const event of model.generate(prompt, { steps: 2, guidanceScale: 2.5, ...options })) {
      if (event.type === "image") return event;
    }
    throw new Error("no picture");
  }
  const off = async (one: Promise<GeneratedImage>, other: Promise<GeneratedImage>): Promise<number> =>
    furthest((await one).latents.data, (await other).latents.data);

  it("has the tokens of the prompt without brackets, each with its weight", () => {
    const plain = model.tokenize("yellow sunflower, red");
    const weighted = model.tokenize("[yellow] (sunflower:1.5), red");
    expect(weighted.inputIds).toEqual(plain.inputIds);
    expect(weighted.words).toEqual(plain.words);
    expect(plain.weights.every((weight) => weight === 1)).toBe(true);
    expect(weighted.weights).toHaveLength(32);
    expect(weighted.weights.slice(0, 8)).toEqual([1, 1 / 1.1, 1.5, 1.5, 1, 1, 1, 1]);
    expect(plain.words).toEqual([
      { text: "yellow", start: 1, end: 2 },
      { text: "sunflower", start: 2, end: 4 },
      { text: ",", start: 4, end: 5 },
      { text: "red", start: 5, end: 6 },
    ]);
  });

  it.each(golden.cases.map((one) => [`${one.prompt} | ${one.negative_prompt}`, one] as const))(
    "draws what diffusers draws with weighted text states: %s",
    async (_, one) => {
      const { prompt, negative_prompt: negativePrompt } = one;
      for (const [text, weights] of [
        [prompt, one.weights],
        [negativePrompt, one.negative_weights],
      ] as const) {
        const all = [...weights, ...Array<number>(32 - weights.length).fill(1)];
        expect(furthest(model.tokenize(text).weights, all)).toBeLessThan(1e-12);
      }
      const { states } = await model.encode(prompt);
      expect(furthest(states.data, numbersOf(one.states))).toBeLessThan(1e-4);
      const { latents } = await draw(prompt, { negativePrompt, seed: 1, steps: 4 });
      expect(furthest(latents.data, numbersOf(one.latents))).toBeLessThan(1e-3);
    },
  );

  it("draws otherwise, and the same if all weights are 1", async () => {
    expect(await off(draw("(red:1.6) heart"), draw("red heart"))).toBeGreaterThan(0.1);
    expect(await off(draw("(red:1) heart"), draw("red heart"))).toBe(0);
    expect(
      await off(draw("heart", { negativePrompt: "(red:1.6)" }), draw("heart", { negativePrompt: "red" })),
    ).toBeGreaterThan(0.01);
  });

  it("is text on demand, and with escapes", async () => {
    const literal = model.tokenize("(red:1.3) heart", { weighting: false });
    expect(literal.tokens.join(" ")).toContain("(");
    expect(literal.weights.every((weight) => weight === 1)).toBe(true);
    expect(model.tokenize("\\(red:1.3\\) heart").inputIds).toEqual(literal.inputIds);
    expect(await off(draw("(red:1.3) heart", { weighting: false }), draw("\\(red:1.3\\) heart"))).toBe(0);
    const { states } = await model.encode("(red:1.3) heart", { weighting: false });
    expect(furthest(states.data, (await model.encode("\\(red:1.3\\) heart")).states.data)).toBe(0);
  });

  it("says which words were cut, without brackets", async () => {
    const long = `${"(red) ".repeat(28)}(sunflower:1.3) and [one (more:2)] heart`;
    const { cutWords, words, weights, inputIds } = model.tokenize(long);
    expect(cutWords).toEqual(["and", "one", "more", "heart"]);
    expect(words).toHaveLength(29);
    expect(words.at(-1)).toEqual({ text: "sunflower", start: 29, end: 31 });
    expect([weights.length, inputIds.length]).toEqual([32, 32]);
    expect((await draw(long, { steps: 1 })).cutWords).toEqual(cutWords);
    const half = model.tokenize(`${"red ".repeat(29)}(sunflower:1.3) heart`);
    expect(half.cutWords).toEqual(["sunflower", "heart"]);
    expect(half.words.at(-1)).toEqual({ text: "sunflower", start: 30, end: 31 });
  });

  it("may be nothing but brackets", async () => {
    expect(model.tokenize("(([]))").words).toEqual([]);
    expect(await off(draw("(([]))"), draw(""))).toBe(0);
  });
});

it("gives the network's predictions, with and without guidance", async () => {
  await using model = await loadTextToImage(tinyStableDiffusion, { session: { threads: 1 } });
  for (const [sampler, guidanceScale, calls] of [
    ["ddim", 2.5, [1, 1]],
    ["heun", 2.5, [2, 1]],
    ["ddim", 1, [1, 1]],
  ] as const) {
    const counts: number[] = [];
    const options = { steps: 2, sampler, guidanceScale, schedule: { rescale_betas_zero_snr: false } };
    for await (const event of model.generate("red heart", { ...options, predictions: true })) {
      if (event.type === "image") continue;
      counts.push(event.predictions!.length);
      const { sigma, timestep, x, conditional, unconditional, guided } = event.predictions![0]!;
      expect([sigma, timestep]).toEqual([event.sigma, event.timestep]);
      expect(x.dims).toEqual([1, 4, 16, 16]);
      expect(unconditional === undefined).toBe(guidanceScale === 1);
      const other = unconditional ?? conditional;
      const mixed = other.data.map((value, i) => value + guidanceScale * (conditional.data[i]! - value));
      expect(furthest(guided.data, mixed)).toBeLessThan(1e-4);
      if (sampler !== "ddim") continue;
      // x = (clean + sigma · noise) / √(1 + sigma²)
      const again = event.denoised.data.map((value, i) => (value + sigma * guided.data[i]!) / Math.hypot(1, sigma));
      expect(furthest(again, x.data)).toBeLessThan(1e-3);
    }
    expect(counts).toEqual(calls);
    for await (const event of model.generate("red heart", { ...options, steps: 1 })) {
      expect("predictions" in event || "attention" in event).toBe(false);
    }
  }
});
