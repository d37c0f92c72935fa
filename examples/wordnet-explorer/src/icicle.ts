import {
  boxByKey,
  type IcicleBox,
  type ImageNetGraph,
  icicleLayout,
  icicleTree,
} from "@alt2img/elements/imagenet-icicle/tree";
import { counted, h } from "@alt2img/example-shared/element";
import { definition, findSynset, type Synset, synsetName } from "@alt2img/wordnet";

export type IcicleOptions = {
  graph: ImageNetGraph;
  top: Synset;
  /** Where a click on a synset leads. */
  hrefOf: (synset: Synset) => string;
};

/** In pixels; a lower box couldn't hold its label. */
const LEAST_HEIGHT = 16;

/**
 * Draws the classes below a synset into `host`: a column for each level, heights by the number of classes. It is an
 * ARIA tree: arrow keys walk through it, and Enter does what a click does.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function drawIcicle(host: HTMLElement, { graph, top, hrefOf }: IcicleOptions): void {
  const { wordnet } = graph.hierarchy.taxonomy;
  const tree = icicleTree(graph, synsetName(wordnet, top));
  const { boxes, crumbs } = icicleLayout(tree.top, host.clientWidth, host.clientHeight);
  const elements = boxes.map(({ node, hue, isNarrow, isMute, ...box }) => {
    const synset = findSynset(wordnet, node.id)!;
    const isBranch = node.children.length + node.more > 0;
    return h(
      "a",
      {
        role: "treeitem",
        class: `piece${hue === undefined ? " trunk" : ""}${isNarrow ? " narrow" : ""}`,
        style: styleOf(box, hue),
        href: hrefOf(synset),
        tabindex: -1,
        title: `${node.chain.join(" › ")}: ${definition(wordnet, synset)}`,
        "aria-level": box.depth + 1,
        "aria-setsize": box.siblings,
        "aria-posinset": box.place,
        "aria-expanded": isBranch ? "true" : undefined,
      },
      h("span", { class: isMute ? "visually-hidden" : "name" }, node.name),
      isBranch &&
        h(
          "span",
          { class: isMute ? "visually-hidden" : "count" },
          ` ${node.count.toLocaleString("en")}`,
          h("span", { class: "visually-hidden" }, node.count === 1 ? " class" : " classes"),
        ),
    );
  });
  const fillers = crumbs.map((each) => {
    const label = each.height >= LEAST_HEIGHT ? counted(each.count, "more", "more") : "";
    const style = styleOf(each, each.hue);
    return h("span", { class: `crumbs${each.hue === undefined ? " trunk" : ""}`, style, "aria-hidden": "true" }, label);
  });
  host.replaceChildren(...elements, ...fillers);
  connectKeys(host, boxes, elements);
}

type Place = Pick<IcicleBox, "left" | "top" | "width" | "height">;

function styleOf({ left, top, width, height }: Place, hue: number | undefined): string {
  const color = hue === undefined ? "" : `;--hue:${hue}`;
  return `left:${left}px;top:${top}px;width:${width}px;height:${height}px${color}`;
}

function connectKeys(host: HTMLElement, boxes: readonly IcicleBox[], elements: readonly HTMLElement[]): void {
  host.onkeydown = (event) => {
    const from = elements.indexOf(event.target as HTMLElement);
    if (from < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = boxByKey(event.key, boxes, from);
    if (to === undefined) return;
    event.preventDefault();
    for (const [i, element] of elements.entries()) element.tabIndex = i === to ? 0 : -1;
    elements[to]!.focus();
  };
  const [first] = elements;
  if (first) first.tabIndex = 0;
}
