import { counted, h } from "@alt2img/example-shared/element";
import { definition, lemmas, type Synset, type Wordnet } from "@alt2img/wordnet";
import { type HierarchyRectangularNode, partition } from "d3-hierarchy";
import { type ClassGraph, classTree, lowest, type TreeNode, weighted } from "./class-tree.js";

export type IcicleOptions = {
  wordnet: Wordnet;
  graph: ClassGraph;
  top: Synset;
  /** Where a click on a synset leads. */
  hrefOf: (synset: Synset) => string;
};

/** In pixels; a lower box couldn't hold its label. */
const LEAST_HEIGHT = 16;
const LEAST_COLUMN = 112;
/** The width of a column with only one or two boxes. */
const TRUNK_COLUMN = 24;
const TRUNK_SHARE = 0.85;
/** A vertical label needs more room. */
const LEAST_UPRIGHT = 90;
const MOST_COLUMNS = 10;
const LEAST_BRANCHES = 7;

type Piece = HierarchyRectangularNode<TreeNode>;

/**
 * Draws the classes below a synset into `host`: a column for each level, heights by the number of classes. It is an
 * ARIA tree: arrow keys walk through it, and Enter does what a click does.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function drawIcicle(host: HTMLElement, { wordnet, graph, top, hrefOf }: IcicleOptions): void {
  const weightedTree = weighted(classTree(graph, top), graph);
  const root = partition<TreeNode>()(weightedTree);
  const { clientWidth: width, clientHeight: height } = host;
  const columns = columnEdges(root, width);
  const levels = columns.length - 1;
  const across = (depth: number): string =>
    `left:${columns[depth]}px;width:${(columns[depth + 1] ?? width) - (columns[depth] ?? 0) - 1}px`;
  const heightOf = ({ x0, x1 }: Piece): number => (x1 - x0) * height;
  const isNarrow = (depth: number): boolean => columns[depth + 1]! - columns[depth]! <= TRUNK_COLUMN;
  const isMute = (piece: Piece): boolean => isNarrow(piece.depth) && heightOf(piece) < LEAST_UPRIGHT;
  const isShown = (piece: Piece): boolean => piece.depth < levels && heightOf(piece) >= LEAST_HEIGHT;
  const shown = root.descendants().filter(isShown);
  const hues = new Map(
    branches(root, isShown).map((piece, i, { length }) => [piece, Math.round((360 * i) / length + 250) % 360]),
  );

  const elements = new Map<Piece, HTMLElement>();
  for (const piece of shown) {
    const synset = lowest(piece.data);
    const name = lemmas(wordnet, synset)[0] ?? "";
    const classes = graph.count(synset);
    const place = [across(piece.depth), `top:${piece.x0 * height}px`, `height:${heightOf(piece) - 1}px`];
    const hue = hueOf(piece, hues);
    const element = h(
      "a",
      {
        role: "treeitem",
        class: `piece${hue === undefined ? " trunk" : ""}${isNarrow(piece.depth) ? " narrow" : ""}`,
        style: `${place.join(";")}${hue === undefined ? "" : `;--hue:${hue}`}`,
        href: hrefOf(synset),
        tabindex: -1,
        title: `${piece.data.chain.map((each) => lemmas(wordnet, each)[0]).join(" › ")}: ${definition(wordnet, synset)}`,
        "aria-level": piece.depth + 1,
        "aria-setsize": piece.parent?.children?.length ?? 1,
        "aria-posinset": (piece.parent?.children?.indexOf(piece) ?? 0) + 1,
        "aria-expanded": piece.children === undefined ? undefined : "true",
      },
      h("span", { class: isMute(piece) ? "visually-hidden" : "name" }, name),
      piece.children !== undefined &&
        h(
          "span",
          { class: isMute(piece) ? "visually-hidden" : "count" },
          ` ${classes.toLocaleString("en")}`,
          h("span", { class: "visually-hidden" }, classes === 1 ? " class" : " classes"),
        ),
    );
    elements.set(piece, element);
  }
  const fillers = shown.flatMap((piece) => {
    const small = crumbs(piece, isShown);
    if (small.length === 0 || piece.depth + 1 >= levels) return [];
    const [from, to] = [small[0]!.x0 * height, small[small.length - 1]!.x1 * height];
    if (to - from < 2) return [];
    const hue = hueOf(piece, hues);
    const color = hue === undefined ? "" : `;--hue:${hue}`;
    const style = `${across(piece.depth + 1)};top:${from}px;height:${to - from - 1}px${color}`;
    const label = to - from >= LEAST_HEIGHT ? counted(small.length, "more", "more") : "";
    return h("span", { class: `crumbs${hue === undefined ? " trunk" : ""}`, style, "aria-hidden": "true" }, label);
  });
  host.replaceChildren(...elements.values(), ...fillers);
  connectKeys(host, elements);
}

/** Where the columns begin, and where the last one ends: as many as fit, with narrower ones for those that show little. */
function columnEdges(root: Piece, width: number): number[] {
  const shares = Array.from({ length: Math.min(root.height + 1, MOST_COLUMNS) }, () => 0);
  root.each(({ depth, x0, x1 }) => {
    if (depth < shares.length) shares[depth] = Math.max(shares[depth] ?? 0, x1 - x0);
  });
  const widths = shares.map((share) => (share > TRUNK_SHARE ? TRUNK_COLUMN : LEAST_COLUMN));
  let used = 0;
  const fitting = widths.filter((each, i) => (used += each) <= width || i < 2);
  const whole = fitting.reduce((sum, each) => sum + each, 0);
  const trunks = fitting.filter((each) => each === TRUNK_COLUMN).length * TRUNK_COLUMN;
  const stretch = whole === trunks ? 1 : (width - trunks) / (whole - trunks);
  let edge = 0;
  return [0, ...fitting.map((each) => (edge += each === TRUNK_COLUMN ? each : each * stretch))];
}

/** The boxes that get a colour of their own: the largest one is split until there are enough. */
function branches(root: Piece, isShown: (piece: Piece) => boolean): Piece[] {
  let pieces = [root];
  while (pieces.length < LEAST_BRANCHES) {
    const split = pieces.find(({ children }) => children?.some(isShown));
    if (split === undefined) break;
    const others = pieces.filter((piece) => piece !== split);
    pieces = [...others, ...(split.children ?? []).filter(isShown)].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  }
  return pieces.sort((a, b) => a.x0 - b.x0);
}

/** Where a box's children were left out because they are too small: the last ones, since they are sorted by size. */
function crumbs(piece: Piece, isShown: (piece: Piece) => boolean): Piece[] {
  return (piece.children ?? []).filter((child) => !isShown(child));
}

function hueOf(piece: Piece, hues: ReadonlyMap<Piece, number>): number | undefined {
  return piece
    .ancestors()
    .map((each) => hues.get(each))
    .find((hue) => hue !== undefined);
}

function connectKeys(host: HTMLElement, elements: ReadonlyMap<Piece, HTMLElement>): void {
  const pieces = new Map([...elements].map(([piece, element]) => [element, piece]));
  const focus = (piece: Piece | null | undefined): boolean => {
    const element = piece && elements.get(piece);
    if (!element) return false;
    for (const each of elements.values()) each.tabIndex = each === element ? 0 : -1;
    element.focus();
    return true;
  };
  const beside = (piece: Piece, step: 1 | -1): Piece | undefined => {
    const column = [...elements.keys()].filter(({ depth }) => depth === piece.depth).sort((a, b) => a.x0 - b.x0);
    return column[column.indexOf(piece) + step];
  };
  const moves: Record<string, (piece: Piece) => Piece | null | undefined> = {
    ArrowDown: (piece) => beside(piece, 1),
    ArrowUp: (piece) => beside(piece, -1),
    ArrowLeft: (piece) => piece.parent,
    ArrowRight: (piece) => piece.children?.find((child) => elements.has(child)),
    Home: () => [...elements.keys()][0],
    End: (piece) => [...elements.keys()].findLast(({ depth }) => depth === piece.depth),
  };
  host.onkeydown = (event) => {
    const piece = event.target instanceof HTMLElement ? pieces.get(event.target) : undefined;
    const move = moves[event.key];
    if (piece === undefined || move === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    focus(move(piece));
  };
  const [first] = elements.values();
  if (first) first.tabIndex = 0;
}
