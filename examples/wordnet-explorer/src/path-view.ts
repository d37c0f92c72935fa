import { counted, h } from "@alt2img/example-shared/element";
import type { SynsetEntry } from "@alt2img/wordnet/entry";
import type { HrefOf } from "./synset-card.js";

/**
 * The paths from the root down to a synset, with the definition of each step; all but the first are collapsed. Hidden
 * steps that follow one another appear as one.
 *
 * @param paths those of the entry, which is made with `paths: true`
 */
export function pathView({ id, paths = [] }: SynsetEntry, hrefOf: HrefOf): HTMLElement[] {
  if (paths.length === 1 && paths[0]!.length === 1) return [];
  const shown = paths.map((path) =>
    h(
      "ol",
      { class: "path" },
      ...path.flatMap((step, i) => {
        if ("hidden" in step && i > 0 && "hidden" in path[i - 1]!) return [];
        if ("hidden" in step) return h("li", {}, h("span", { class: "soft" }, "(hidden)"));
        const name = step.lemmas[0] ?? step.id;
        return h(
          "li",
          {},
          step.id === id ? h("b", {}, name) : h("a", { href: hrefOf(step.id) }, name),
          h("span", { class: "soft" }, ` ${step.definition ?? ""}`),
        );
      }),
    ),
  );
  const [first, ...others] = shown;
  if (first === undefined) return [];
  return [
    first,
    ...(others.length === 0
      ? []
      : [h("details", {}, h("summary", {}, `${counted(others.length, "other way", "other ways")} up`), ...others)]),
  ];
}
