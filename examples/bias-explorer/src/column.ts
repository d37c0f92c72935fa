import type { GridImage } from "@alt2img/bias/grid";
import type { RasterImage } from "@alt2img/core";
import { counted, h, setOptions } from "@alt2img/example-shared/element";
import { type Choice, guidances, type Side } from "./settings.js";
import { pictureCanvas } from "./show-picture.js";
import type { OpenedGrid } from "./worker/protocol.js";
import { adjectives, modelTitles, otherOccupations, skewedOccupations } from "./world.js";

/** A column on the page: what it shows, and its pictures. */
export type Column = {
  readonly element: HTMLElement;
  /** The pictures that are there, by their seeds. */
  readonly pictures: ReadonlyMap<number, GridImage>;
  /** Puts a choice into the controls: of the tiny world, or of a grid that was made elsewhere. */
  showChoice(choice: Choice, grid: OpenedGrid | undefined): void;
  /** What the controls say. */
  choice(): Choice;
  /** Empty places for pictures of these seeds. */
  expect(seeds: readonly number[]): void;
  add(picture: GridImage): void;
  /** Shows which picture is looked at. */
  select(seed: number | undefined): void;
  showAverage(average: RasterImage | undefined, count: number): void;
};

type ColumnOptions = {
  readonly onChoice: () => void;
  readonly onPicture: (seed: number) => void;
};

const titles: Readonly<Record<Side, string>> = { a: "Left column", b: "Right column" };

export function connectColumn(side: Side, { onChoice, onPicture }: ColumnOptions): Column {
  const select = (name: string): HTMLSelectElement => h("select", { id: `${side}-${name}`, onchange: onChoice });
  const model = select("model");
  const adjective = select("adjective");
  const profession = select("profession");
  const setting = select("setting");
  const guidance = h("input", {
    id: `${side}-guidance`,
    type: "range",
    min: 0,
    max: guidances.length - 1,
    step: 1,
  });
  const guidanceValue = h("output", { for: guidance.id });
  const guidanceAt = (): number => guidances[Number(guidance.value)] ?? guidances[0];
  const sayGuidance = (): void => {
    guidanceValue.textContent = String(guidanceAt());
    guidance.setAttribute("aria-valuetext", String(guidanceAt()));
  };
  guidance.addEventListener("input", sayGuidance);
  guidance.addEventListener("change", onChoice);
  const guidanceLabel = h(
    "label",
    { for: guidance.id },
    "Guidance",
    h("span", { class: "with-output" }, guidance, guidanceValue),
  );
  const settingLabel = h("label", {}, "Settings", setting);
  const list = h("ol", { class: "pictures", "aria-label": `${titles[side]}: pictures` });
  const average = h("figure", { class: "average" });
  const element = h(
    "section",
    { class: "column", "data-side": side, "aria-label": titles[side] },
    h(
      "div",
      { class: "choice" },
      h("label", {}, "Model", model),
      h("label", {}, "Adjective", adjective),
      h("label", {}, "Occupation", profession),
      guidanceLabel,
      settingLabel,
    ),
    list,
    average,
  );
  const pictures = new Map<number, GridImage>();
  const places = new Map<number, HTMLLIElement>();
  let selected: number | undefined;

  const showPlace = (seed: number): void => {
    const picture = pictures.get(seed);
    const place = places.get(seed);
    if (place === undefined) return;
    const caption = h("span", { class: "seed" }, `seed ${seed}`);
    if (picture === undefined) {
      place.replaceChildren(h("span", { class: "empty" }), caption);
      return;
    }
    const button = h("button", {
      type: "button",
      class: "picture-button",
      "aria-label": `“${picture.prompt}” with seed ${seed}`,
      "aria-pressed": String(seed === selected),
      onclick: () => onPicture(seed),
    });
    button.append(pictureCanvas(picture.image));
    place.replaceChildren(button, caption);
  };

  return {
    element,
    pictures,
    showChoice(choice, grid) {
      const named = (names: readonly string[]): Record<string, string> =>
        Object.fromEntries(names.map((name) => [name, name.replaceAll("_", " ") || "(none)"]));
      setOptions(model, grid === undefined ? modelTitles : named(grid.models));
      setOptions(adjective, named(grid?.adjectives ?? adjectives));
      if (grid === undefined) {
        const group = (label: string, names: readonly string[]): HTMLOptGroupElement =>
          h("optgroup", { label }, ...names.map((name) => h("option", { value: name }, name)));
        profession.replaceChildren(
          group("skewed in the twin’s data", skewedOccupations),
          group("the same in both data", otherOccupations),
        );
      } else setOptions(profession, named(grid.professions));
      setOptions(setting, Object.fromEntries((grid?.settings ?? []).map((json) => [json, settingTitle(json)])));
      guidanceLabel.hidden = grid !== undefined;
      settingLabel.hidden = grid === undefined || grid.settings.length < 2;
      for (const [control, value] of [
        [model, choice.model],
        [adjective, choice.adjective],
        [profession, choice.profession],
        [setting, choice.setting],
      ] as const) {
        control.value = value;
      }
      guidance.value = String((guidances as readonly number[]).indexOf(choice.guidance));
      sayGuidance();
    },
    choice: () => ({
      model: model.value,
      adjective: adjective.value,
      profession: profession.value,
      guidance: guidanceAt(),
      setting: setting.value,
    }),
    expect(seeds) {
      pictures.clear();
      places.clear();
      average.replaceChildren();
      list.replaceChildren(
        ...seeds.map((seed) => {
          const place = h("li");
          places.set(seed, place);
          return place;
        }),
      );
      for (const seed of seeds) showPlace(seed);
    },
    add(picture) {
      pictures.set(picture.seed, picture);
      showPlace(picture.seed);
    },
    select(seed) {
      const before = selected;
      selected = seed;
      for (const each of [before, seed]) {
        if (each === undefined) continue;
        places
          .get(each)
          ?.querySelector("button")
          ?.setAttribute("aria-pressed", String(each === selected));
      }
    },
    showAverage(picture, count) {
      if (picture === undefined) return average.replaceChildren();
      average.replaceChildren(
        pictureCanvas(picture),
        h(
          "figcaption",
          {},
          `The average of ${counted(count, "picture")}: only what they have in the same place is sharp.`,
        ),
      );
    },
  };
}

/** `guidance 3, steps 20` */
function settingTitle(json: string): string {
  const setting = JSON.parse(json) as Record<string, unknown>;
  return (
    Object.entries(setting)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(", ") || "the model’s own"
  );
}
