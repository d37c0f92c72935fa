import { type Grouping, lossesOf } from "@alt2img/elements/funnel/pairs-funnel";
import { h } from "@alt2img/example-shared/element";

/** A list beyond this isn't read. */
const SHOWN = 200;

type FacetsOptions = {
  /** 1 for each pair that counts. */
  readonly shown: Uint8Array;
  /** The chosen groups, by the name of the grouping. */
  readonly only: Readonly<Record<string, string>>;
  readonly titleOf: (grouping: string, group: string) => string;
  readonly onChoose: (grouping: string, group: string | undefined) => void;
};

/** A choice for each way to group, with how many of the pairs are in each group. */
export function facetsView(
  groupings: readonly Grouping[],
  { shown, only, titleOf, onChoose }: FacetsOptions,
): HTMLElement[] {
  const nothingLost = new Uint16Array(shown.length);
  return groupings.map((grouping) => {
    const { name } = grouping;
    const chosen = Object.hasOwn(only, name) ? only[name]! : undefined;
    const groups = lossesOf(grouping, nothingLost, shown).slice(0, SHOWN);
    if (chosen !== undefined && groups.every(({ group }) => group !== chosen)) {
      groups.push({ group: chosen, read: 0, lost: 0, share: 0, low: 0, high: 1 });
    }
    const select = h(
      "select",
      { "data-facet": name },
      h("option", { value: "" }, "all"),
      ...groups.map(({ group, read }, i) =>
        h("option", { value: i, selected: group === chosen }, `${titleOf(name, group)} (${read.toLocaleString("en")})`),
      ),
    );
    select.addEventListener("change", () => onChoose(name, groups[Number(select.value || Number.NaN)]?.group));
    return h("label", { class: "facet" }, `${name.replace(/^./, (letter) => letter.toUpperCase())} `, select);
  });
}
