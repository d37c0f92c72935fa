import { definition, lemmas, type Synset } from "@alt2img/wordnet";
import { hypernymPaths, type Taxonomy } from "@alt2img/wordnet/taxonomy";
import { counted, h } from "./element.js";

export type PathOptions = {
  taxonomy: Taxonomy;
  isHidden: (synset: Synset) => boolean;
  hrefOf: (synset: Synset) => string;
};

/**
 * The paths from the root down to a synset with the definition of each step; those behind the first one folded up. A
 * step that is hidden only takes its place.
 */
export function pathView({ taxonomy, isHidden, hrefOf }: PathOptions, synset: Synset): HTMLElement[] {
  const { wordnet } = taxonomy;
  const paths = hypernymPaths(taxonomy, synset).map((path) => path.reverse());
  if (paths.length === 1 && paths[0]!.length === 1) return [];
  const shown = paths.map((path) =>
    h(
      "ol",
      { class: "path" },
      ...path.map((step) =>
        isHidden(step)
          ? h("li", {}, h("span", { class: "soft" }, "(hidden)"))
          : h(
              "li",
              {},
              step === synset
                ? h("b", {}, lemmas(wordnet, step)[0]!)
                : h("a", { href: hrefOf(step) }, lemmas(wordnet, step)[0]!),
              h("span", { class: "soft" }, ` ${definition(wordnet, step)}`),
            ),
      ),
    ),
  );
  const [first, ...others] = shown;
  return [
    first!,
    ...(others.length === 0
      ? []
      : [h("details", {}, h("summary", {}, `${counted(others.length, "other way", "other ways")} up`), ...others)]),
  ];
}
