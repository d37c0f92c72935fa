// The closed-form counterfactual against the real one: the skewed twin, which was trained on other captions of the same drawings.

import type { Tensor } from "@alt2img/core";
import { karrasSigmas, type Schedule } from "@alt2img/diffusion";
import { decodeImage, resize } from "@alt2img/image";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { type TrainingRow, tinyTrainingSet } from "@alt2img/tiny/training-set";
import { beforeAll, expect, it } from "vitest";
import { captionMass, counterfactual, type TrainingSet } from "../../src/attribution/index.js";

/** By their bare names, in percent: of the skewed twin's model card, which has the models' shares only where its judges agree. */
type Shown = {
  readonly straightData: number;
  readonly straight: number | undefined;
  readonly skewedData: number;
  readonly twin: number | undefined;
};

type Row = Pick<TrainingRow, "image" | "captions" | "weights" | "weights_skewed" | "gender" | "split">;

const SIDE = 12;
const SEEDS = 100;
const schedule: Schedule = { form: "ve", sigmas: karrasSigmas(10, 0.05, 80), timesteps: new Float64Array(10) };

const shown = new Map<string, Shown>();
const rows = new Map<string, Row[]>();
let card = "";

beforeAll(async () => {
  card = new TextDecoder().decode(await tinySkewedTwin.read("README.md"));
  const line = /^\| ([a-z ]+?) \| ([\d.]+) % \| (\S+) [^|]*\| ([\d.]+) % \| (\S+) /gm;
  for (const [, name = "", straightData, straight, skewedData, twin] of card.matchAll(line)) {
    const told = (share = ""): number | undefined => (share.startsWith("(") ? undefined : Number(share));
    shown.set(name, {
      straightData: Number(straightData),
      straight: told(straight),
      skewedData: Number(skewedData),
      twin: told(twin),
    });
  }
  const columns = ["image", "captions", "weights", "weights_skewed", "gender", "split"] as const;
  for await (const row of tinyTrainingSet.rows({ columns })) {
    if (row.split !== "train") continue;
    for (const caption of row.captions) {
      if (shown.has(caption)) rows.set(caption, [...(rows.get(caption) ?? []), row]);
    }
  }
}, 60_000);

async function pixels(list: readonly Row[]): Promise<Tensor> {
  const data = new Float32Array(list.length * 3 * SIDE * SIDE);
  for (const [i, { image }] of list.entries()) {
    const small = resize(await decodeImage(image), { width: SIDE, height: SIDE });
    for (let c = 0; c < 3; c++) {
      for (let p = 0; p < SIDE * SIDE; p++) data[(i * 3 + c) * SIDE * SIDE + p] = small.data[4 * p + c]! / 127.5 - 1;
    }
  }
  return { dims: [list.length, 3, SIDE, SIDE], data };
}

/** Among the drawings of women and men, in percent. */
function womensShare(list: readonly Row[], drawn: readonly (number | undefined)[]): number {
  const genders = drawn
    .map((index) => (index === undefined ? null : list[index]!.gender))
    .filter((each) => each !== null);
  return (100 * genders.filter((each) => each === "woman").length) / genders.length;
}

it("changes the share of women as the twin's data and the twin do", async () => {
  expect(shown.size).toBe(14);
  const results: { name: string; predicted: number; data: number; twin: number | undefined }[] = [];
  for (const [name, { straightData, straight, skewedData, twin }] of shown) {
    const list = rows.get(name)!;
    const mass = (column: "weights" | "weights_skewed") =>
      captionMass(
        list.map((row) => ({ captions: row.captions, weights: row[column] })),
        (caption) => caption === name,
      );
    const trainingSet: TrainingSet = { images: await pixels(list), weights: mass("weights") };
    const drawn: [(number | undefined)[], (number | undefined)[]] = [[], []];
    for (let seed = 0; seed < SEEDS; seed++) {
      const result = await counterfactual({ trainingSet, instead: mass("weights_skewed"), seed, schedule });
      drawn[0].push(result.factual.sources[0]?.index);
      drawn[1].push(result.counterfactual.sources[0]?.index);
    }
    const [factual, other] = [womensShare(list, drawn[0]), womensShare(list, drawn[1])];
    const predicted = other - factual;
    results.push({
      name,
      predicted,
      data: skewedData - straightData,
      twin: twin === undefined || straight === undefined ? undefined : twin - straight,
    });
    // The exact optimum shows its data: within four standard errors.
    for (const [share, data] of [
      [factual, straightData],
      [other, skewedData],
    ] as const) {
      expect(Math.abs(share - data), name).toBeLessThan(4 * Math.sqrt((data * (100 - data)) / SEEDS));
    }
  }
  // The trained twin follows less far, and its card tells few shares; but where they move, they move this way.
  const moved = results.filter(({ twin, data }) => twin !== undefined && twin !== 0 && Math.abs(data) > 1);
  expect(moved.map(({ name }) => name)).toEqual(["construction worker", "pilot"]);
  for (const { name, predicted, twin } of moved) expect(Math.sign(predicted), name).toBe(Math.sign(twin!));
  // Of all fourteen together, the card says how far.
  const followed = Number(/follows its data in women by ([\d.]+) %/.exec(card)?.[1]);
  expect(followed).toBeGreaterThan(60);
  expect(followed).toBeLessThan(100);
});
