import type { Shares } from "@alt2img/bias/representation";
import { counted, h } from "@alt2img/example-shared/element";
import { percent, percentWithin, shareBar } from "./percent.js";
import { pictureOfFile } from "./show-picture.js";
import { type TableRow, table } from "./table.js";
import type { Cluster } from "./worker/protocol.js";

/** A column's pictures among the clusters. */
export type Fallen = { readonly title: string; readonly shares: Shares };

const PROMPTS = 5;

/** A table of the clusters that any picture is in, and one of the others. */
export function peopleTables(clusters: readonly Cluster[], columns: readonly Fallen[]): HTMLElement[] {
  const isEmpty = (i: number): boolean => columns.every(({ shares }) => shares.values[i]!.count === 0);
  const all = [...clusters.keys()];
  const empty = all.filter(isEmpty);
  const rows = (some: readonly number[]): TableRow[] => some.map((i) => rowOf(clusters[i]!, i, columns));
  const heads = ["Cluster", ...columns.map(({ title }) => title), "Pictures of people"];
  const caption =
    "In brackets and as a line: where the share may lie if the model drew more (95 %). The tick is the share of the pictures of people.";
  const className = "people";
  const filled = all.filter((i) => !isEmpty(i));
  const others = h(
    "details",
    {},
    h("summary", {}, `${counted(empty.length, "cluster")} without any of these pictures`),
    table({ label: "Clusters without pictures", caption, className }, heads, rows(empty)),
  );
  return [
    table({ label: "Clusters with pictures", caption, className }, heads, rows(filled)),
    ...(empty.length === 0 ? [] : [others]),
  ];
}

/** Some of a cluster's pictures, the prompts that they come from, and each column's share with its interval. */
function rowOf(cluster: Cluster, i: number, columns: readonly Fallen[]): TableRow {
  return {
    head: clusterCell(cluster),
    cells: [
      ...columns.map(({ shares }) => {
        const { share, interval } = shares.values[i]!;
        return h("div", {}, percentWithin(share, interval), shareBar(share, interval, cluster.share));
      }),
      percent(cluster.share),
    ],
  };
}

/** How differently a column's pictures are spread, in words. */
export function spreadOf({ title, shares }: Fallen): string {
  const { entropy, n, values } = shares;
  const { low, high } = entropy.interval;
  return `${title}: ${n} pictures, spread by ${entropy.value.toFixed(2)} bits (${low.toFixed(2)} to ${high.toFixed(2)}) of ${Math.log2(values.length).toFixed(2)} that are possible.`;
}

function clusterCell({ name, n, identities, examples }: Cluster): HTMLElement {
  const shown = identities.slice(0, PROMPTS).map(({ identity, count }) => `${identity} (${count})`);
  const others = identities.length - shown.length;
  return h(
    "div",
    { class: "cluster" },
    h("span", { class: "examples" }, ...examples.map((file) => pictureOfFile(file, ""))),
    h(
      "details",
      {},
      h("summary", {}, name.replace("cluster", "Cluster")),
      h(
        "p",
        { class: "soft" },
        `${n} pictures of: ${shown.join(", ")}${others > 0 ? `, and ${others} more prompts` : ""}`,
      ),
    ),
  );
}
