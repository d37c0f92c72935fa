import { biasError } from "../bias-error.js";
import { fillPrompt, type GridPrompt } from "./prompt.js";

/** A setting of the sampler, such as `guidanceScale: 3`. */
export type GridSetting = Readonly<Record<string, number | string>>;

/** What a grid draws. */
export type GridPlan = {
  /** Such as `"portrait of a(n) {adjective} {profession}"`, or a function of the axes' values. */
  readonly prompts: GridPrompt;
  /** The values of each name in the prompt; an empty value leaves its word out. */
  readonly axes: Readonly<Record<string, readonly string[]>>;
  /** The names of the models. */
  readonly models: readonly string[];
  /** The values of each of the sampler's settings, such as `{ guidanceScale: [1, 3, 5, 7] }`. Default: none, the models' own. */
  readonly settings?: Readonly<Record<string, readonly (number | string)[]>> | undefined;
  /** Each prompt is drawn once with each seed, whatever the model and the setting: pictures of a seed can be compared. */
  readonly seeds: readonly number[];
};

/** One picture of a grid, before it is drawn. Plain data. */
export type GridCell = {
  /** Names the picture within its grid: the same plan gives the same keys. */
  readonly key: string;
  readonly model: string;
  readonly values: Readonly<Record<string, string>>;
  readonly setting: GridSetting;
  readonly prompt: string;
  readonly seed: number;
};

/** Each has a key and a prompt, which are kept in memory. */
const MOST_PICTURES = 1_000_000;

/**
 * All pictures of a grid, seeds innermost: models × settings × prompts × seeds.
 *
 * @throws Alt2imgError `bias/option` if there is nothing to draw, or more than a million pictures, a value is there twice, a seed isn't a whole number or a setting not a
 *   finite one, or the prompt doesn't fit the axes
 */
export function gridCells({ prompts, axes, models, settings = {}, seeds }: GridPlan): GridCell[] {
  // An axis may be called "seeds", too.
  const lists = [{ models, seeds }, axes, settings].flatMap((each) => Object.entries<readonly unknown[]>(each));
  for (const [name, list] of lists) checkList(name, list);
  const wrongSeed = seeds.find((seed) => !Number.isSafeInteger(seed));
  if (wrongSeed !== undefined)
    throw biasError("option", `The grid's seeds have ${wrongSeed}; seeds are whole numbers, at most 2⁵³.`);
  const count = lists.reduce((product, [, list]) => product * list.length, 1);
  if (count > MOST_PICTURES) {
    throw biasError(
      "option",
      `The grid would have ${count} pictures, and at most ${MOST_PICTURES} are possible. Draw it in parts, or take fewer seeds or values.`,
    );
  }
  const points = combinations(axes);
  const cells: GridCell[] = [];
  for (const model of models) {
    for (const setting of combinations(settings)) {
      for (const values of points) {
        const prompt = fillPrompt(prompts, values);
        for (const seed of seeds) {
          cells.push({ key: JSON.stringify([model, setting, values, seed]), model, values, setting, prompt, seed });
        }
      }
    }
  }
  return cells;
}

function combinations<Value>(axes: Readonly<Record<string, readonly Value[]>>): Record<string, Value>[] {
  return Object.entries(axes).reduce<Record<string, Value>[]>(
    (points, [name, list]) => points.flatMap((point) => list.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}

function checkList(name: string, list: readonly unknown[]): void {
  if (list.length === 0)
    throw biasError("option", `The grid's ${name} are empty, so there is nothing to draw. Give at least one.`);
  // A key couldn't tell them apart.
  const infinite = list.find((value) => typeof value === "number" && !Number.isFinite(value));
  if (infinite !== undefined && name !== "seeds")
    throw biasError("option", `The grid's ${name} have ${String(infinite)}. Give finite numbers.`);
  const seen = new Set<unknown>();
  const twice = list.find((value) => seen.size === seen.add(value).size);
  if (twice !== undefined)
    throw biasError("option", `The grid's ${name} have ${JSON.stringify(twice)} twice. Leave one out.`);
}
