import { percent } from "@alt2img/elements/clip-matrix";
import { counted, h } from "@alt2img/example-shared/element";
import { bar } from "./bar.js";
import type { WayDown } from "./worker/walk-down.js";

/** The way down WordNet's tree, and the likeliest classes by themselves. */
export function treeView({ path, classes, classCount }: WayDown): HTMLElement {
  const end = path.at(-1);
  const [likeliest] = classes;
  return h(
    "div",
    { class: "tree-view" },
    h(
      "div",
      {},
      h("h4", {}, "The way down"),
      h(
        "ol",
        { class: "way" },
        ...path.map(({ name, probability, other }) =>
          h(
            "li",
            {},
            h("b", {}, name),
            " ",
            h("span", { class: "number" }, percent(probability)),
            bar(probability),
            other !== undefined &&
              other.probability >= 0.005 &&
              h("span", { class: "other" }, `then ${other.name}, ${percent(other.probability)}`),
          ),
        ),
      ),
    ),
    h(
      "div",
      {},
      h("h4", {}, `The likeliest of ${counted(classCount, "class", "classes")}`),
      h(
        "ol",
        { class: "way" },
        ...classes.map(({ name, probability }) =>
          h("li", {}, h("b", {}, name), " ", h("span", { class: "number" }, percent(probability)), bar(probability)),
        ),
      ),
      h(
        "p",
        { class: "soft" },
        "The model only compares the picture with the classes. A node above them, such as “animal”, is as likely as all classes below it together, so it can be certain while no class is. A class can be below several nodes, such as “food” and “plant part”: it counts for each.",
      ),
      end !== undefined &&
        likeliest !== undefined &&
        likeliest.probability > end.probability &&
        h(
          "p",
          { class: "soft" },
          "The way down ends at another class than the likeliest one: at some node, many unlikely classes together won over few likely ones.",
        ),
    ),
  );
}
