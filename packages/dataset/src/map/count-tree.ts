import { Alt2imgError } from "@alt2img/core";

/** A concept with how many images are about it, as an icicle or a treemap draws it. Plain data. */
export type ConceptCount = {
  readonly concept: string;
  /** Images about just this concept. */
  own: number;
  /** With those of all concepts below. */
  total: number;
  /** A few of these images, the first ones, for thumbnails: what `images` gave them as. */
  readonly examples: number[];
  /** The largest first. */
  readonly children: ConceptCount[];
};

export type CountTreeOptions = {
  /**
   * The concept above, `undefined` for a root. With WordNet: the first of `directHypernyms(synset)` of `@alt2img/wordnet/taxonomy`; with
   * ImageNet's tree, the same by its own edges. A concept with several above counts below the first one, so that totals add up.
   */
  parentOf: (concept: string) => string | undefined;
  /** How many examples each concept has. Default 4. */
  examples?: number | undefined;
};

/**
 * Counts images over a tree of concepts, such as WordNet's or ImageNet's. Only concepts that occur, and those above them, are in it.
 *
 * @param images the concepts of each image, an image's number being its place, or a concept that it is about each time it is given
 * @returns the roots, the largest first; the sum of their totals is the number of concepts that were given
 * @throws Alt2imgError `dataset/concept-cycle` if a concept is above itself
 */
export function countTree(
  images: Iterable<string | readonly string[] | undefined>,
  { parentOf, examples = 4 }: CountTreeOptions,
): ConceptCount[] {
  const nodes = new Map<string, ConceptCount>();
  const roots: ConceptCount[] = [];
  const paths = new Map<string, ConceptCount[]>();

  const pathOf = (concept: string): ConceptCount[] => {
    const known = paths.get(concept);
    if (known !== undefined) return known;
    const upwards = [concept];
    const seen = new Set(upwards);
    for (let above = parentOf(concept); above !== undefined; above = parentOf(above)) {
      if (seen.has(above)) {
        throw new Alt2imgError(
          "dataset/concept-cycle",
          `${above} is above itself: ${[...upwards, above].slice(0, 10).join(" < ")}. A tree has no cycles.`,
        );
      }
      seen.add(above);
      upwards.push(above);
    }
    const first = upwards.findIndex((each) => nodes.has(each));
    const path = upwards.map((each) => nodes.get(each) ?? newNode(each));
    // Those that were there before have their place.
    for (const [i, node] of path.slice(0, first === -1 ? path.length : first).entries()) {
      (path[i + 1]?.children ?? roots).push(node);
    }
    paths.set(concept, path);
    return path;
  };
  const newNode = (concept: string): ConceptCount => {
    const node: ConceptCount = { concept, own: 0, total: 0, examples: [], children: [] };
    nodes.set(concept, node);
    return node;
  };

  let image = 0;
  for (const concepts of images) {
    for (const concept of typeof concepts === "string" ? [concepts] : (concepts ?? [])) {
      const path = pathOf(concept);
      path[0]!.own++;
      for (const node of path) {
        node.total++;
        if (node.examples.length < examples && node.examples.at(-1) !== image) node.examples.push(image);
      }
    }
    image++;
  }
  const sort = (list: ConceptCount[]): void => {
    list.sort((a, b) => b.total - a.total || (a.concept < b.concept ? -1 : 1));
  };
  for (const list of [roots, ...[...nodes.values()].map(({ children }) => children)]) sort(list);
  return roots;
}
