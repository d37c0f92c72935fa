import { byId, h, setOptions } from "@alt2img/example-shared/element";
import { latest } from "./latest.js";
import { type Fallen, peopleTables, spreadOf } from "./people-view.js";
import { columnTitle, keyed, type PageContext, type Section } from "./section.js";
import { clusterCounts, sides } from "./settings.js";
import { progressText } from "./tell-progress.js";

/** Where a column's pictures fall among pictures of people without an occupation. */
export function connectPeople(context: PageContext): Section {
  const section = byId("people", HTMLElement);
  const count = byId("clusters", HTMLSelectElement);
  const status = byId("people-status", HTMLParagraphElement);
  const table = byId("people-table", HTMLDivElement);
  const work = latest();
  let isAsked = false;
  setOptions(count, Object.fromEntries(clusterCounts.map((k) => [String(k), String(k)])));

  const update = (): void => {
    const shown = sides.filter((side) => context.pictures(side).length > 0);
    section.hidden = shown.length === 0;
    work.stop();
    if (!isAsked || shown.length === 0) return;
    void work.run(
      async (signal) => {
        const k = context.settings().clusters;
        const titles = shown.map((side) => columnTitle(context, side));
        const clusters = await context.measurer("clusters", [k], { signal });
        const columns: Fallen[] = [];
        for (const [i, side] of shown.entries()) {
          const shares = await context.measurer("fall", [k, context.pictures(side).map(keyed)], {
            signal,
            onPart: (part) => part.type === "progress" && (status.textContent = progressText(part)),
          });
          columns.push({ title: titles[i]!, shares });
        }
        status.textContent = "Compared. The lower the number of bits, the more alike is what is drawn.";
        table.replaceChildren(
          ...peopleTables(clusters, columns),
          ...columns.map((each) => h("p", { class: "number" }, spreadOf(each))),
        );
      },
      (message) => {
        status.textContent = message;
      },
    );
  };
  count.addEventListener("change", () => context.change({ ...context.settings(), clusters: Number(count.value) }));
  byId("compare-people", HTMLButtonElement).addEventListener("click", () => {
    isAsked = true;
    status.textContent = "Comparing …";
    update();
  });
  return {
    showSettings() {
      count.value = String(context.settings().clusters);
    },
    update,
  };
}
