import { type HierarchyRectangularNode, hierarchy, partition } from "d3-hierarchy";
import type { IcicleNode } from "./icicle-tree.js";

/** Where something is drawn, in pixels. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type IcicleBox = Rectangle & {
  readonly node: IcicleNode;
  readonly depth: number;
  /** Indices in the list of boxes; `undefined` for the root. */
  readonly parent: number | undefined;
  /** Its place among all children of its parent, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** The colour of its branch, in degrees; `undefined` above all branches. */
  readonly hue: number | undefined;
  /** Drawn as a narrow column, with an upright name. */
  readonly isNarrow: boolean;
  /** Too low for its upright name. */
  readonly isMute: boolean;
};

/** In place of children that are too small. */
export type IcicleCrumbs = Rectangle & { readonly count: number; readonly hue: number | undefined };

export type IcicleLayout = { readonly boxes: readonly IcicleBox[]; readonly crumbs: readonly IcicleCrumbs[] };

/** In pixels; a lower box couldn't hold its label. */
const LEAST_HEIGHT = 18;
const LEAST_COLUMN = 104;
/** The width of a column with only one or two boxes. */
const TRUNK_COLUMN = 26;
const TRUNK_SHARE = 0.85;
/** An upright label needs more room. */
const LEAST_UPRIGHT = 90;
const MOST_COLUMNS = 10;
const LEAST_BRANCHES = 7;

type Piece = HierarchyRectangularNode<IcicleNode>;

/** A column for each level, heights by the number of classes. */
export function icicleLayout(top: IcicleNode, width: number, height: number): IcicleLayout {
  const own = ({ weight, children }: IcicleNode): number =>
    weight - children.reduce((sum, child) => sum + child.weight, 0);
  const root = partition<IcicleNode>()(hierarchy(top).sum((node) => Math.max(0, own(node))));
  const edges = columnEdges(root, width);
  const levels = edges.length - 1;
  const heightOf = ({ x0, x1 }: Piece): number => (x1 - x0) * height;
  const isShown = (piece: Piece): boolean => piece.depth < levels && heightOf(piece) >= LEAST_HEIGHT;
  const shown = root.descendants().filter(isShown);
  const hues = new Map(
    branches(root, isShown).map((piece, i, { length }) => [piece, Math.round((360 * i) / length + 250) % 360]),
  );
  const hueOf = (piece: Piece): number | undefined =>
    piece
      .ancestors()
      .map((each) => hues.get(each))
      .find((hue) => hue !== undefined);
  const across = (depth: number): Pick<Rectangle, "left" | "width"> => ({
    left: edges[depth]!,
    width: edges[depth + 1]! - edges[depth]! - 1,
  });
  const boxes = shown.map((piece): IcicleBox => {
    const isNarrow = edges[piece.depth + 1]! - edges[piece.depth]! <= TRUNK_COLUMN;
    const parent = piece.parent;
    return {
      ...across(piece.depth),
      top: piece.x0 * height,
      height: heightOf(piece) - 1,
      node: piece.data,
      depth: piece.depth,
      parent: parent === null ? undefined : shown.indexOf(parent),
      place: 1 + (parent?.children?.indexOf(piece) ?? 0),
      siblings: (parent?.children?.length ?? 1) + (parent?.data.more ?? 0),
      hue: hueOf(piece),
      isNarrow,
      isMute: isNarrow && heightOf(piece) < LEAST_UPRIGHT,
    };
  });
  const crumbs = shown.flatMap((piece): IcicleCrumbs[] => {
    const small = (piece.children ?? []).filter((child) => !isShown(child));
    const count = small.length + piece.data.more;
    if (count === 0 || piece.depth + 1 >= levels) return [];
    // The children are sorted by size, so that the small ones are last.
    const from = Math.max(piece.x0, ...(piece.children ?? []).filter(isShown).map(({ x1 }) => x1)) * height;
    const to = piece.x1 * height;
    if (to - from < 2) return [];
    return [{ ...across(piece.depth + 1), top: from, height: to - from - 1, count, hue: hueOf(piece) }];
  });
  return { boxes, crumbs };
}

/** Where the columns begin, and where the last one ends: as many as fit, with narrower ones for those that show little. */
function columnEdges(root: Piece, width: number): number[] {
  const shares = Array.from({ length: Math.min(root.height + 1, MOST_COLUMNS) }, () => 0);
  root.each(({ depth, x0, x1 }) => {
    if (depth < shares.length) shares[depth] = Math.max(shares[depth] ?? 0, x1 - x0);
  });
  const widths = shares.map((share, i) => (share > TRUNK_SHARE && shares.length > i + 1 ? TRUNK_COLUMN : LEAST_COLUMN));
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

/** Where a key leads from a box; `undefined` if nowhere. The boxes come level by level. */
export function boxByKey(key: string, boxes: readonly IcicleBox[], from: number): number | undefined {
  const { depth, parent } = boxes[from]!;
  const column = boxes
    .map((box, index) => ({ ...box, index }))
    .filter((box) => box.depth === depth)
    .sort((a, b) => a.top - b.top);
  const row = column.findIndex(({ index }) => index === from);
  switch (key) {
    case "ArrowDown":
      return column[row + 1]?.index;
    case "ArrowUp":
      return column[row - 1]?.index;
    case "ArrowLeft":
      return parent;
    case "ArrowRight": {
      const child = boxes.findIndex((box) => box.parent === from);
      return child < 0 ? undefined : child;
    }
    case "Home":
      return 0;
    case "End":
      return column.at(-1)?.index;
    default:
      return undefined;
  }
}
