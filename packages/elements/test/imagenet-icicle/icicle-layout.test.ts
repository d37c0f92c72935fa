import { describe, expect, it } from "vitest";
import { boxByKey, icicleLayout } from "../../src/imagenet-icicle/icicle-layout.js";
import type { IcicleNode } from "../../src/imagenet-icicle/icicle-tree.js";

/** `a 4` has 4 classes in its branch; children come in brackets. */
function node(name: string, weight: number, children: IcicleNode[] = [], more = 0): IcicleNode {
  return { id: `${name}.n.01`, name, chain: [name], words: [name], count: weight, weight, children, more };
}

const tree = node("animal", 10, [node("dog", 6, [node("poodle", 3), node("corgi", 3)]), node("cat", 3)], 1);
const { boxes, crumbs } = icicleLayout(tree, 600, 100);
const at = (name: string): number => boxes.findIndex(({ node: { name: each } }) => each === name);

describe("the layout of an icicle", () => {
  it("has a column for each level, and heights by the number of classes", () => {
    expect(boxes.map(({ node: { name }, depth, top, height }) => [name, depth, top, height])).toEqual([
      ["animal", 0, 0, 99],
      ["dog", 1, 0, expect.closeTo(59)],
      ["cat", 1, expect.closeTo(60), expect.closeTo(29)],
      ["poodle", 2, 0, expect.closeTo(29)],
      ["corgi", 2, expect.closeTo(30), expect.closeTo(29)],
    ]);
    expect(boxes[at("animal")]).toMatchObject({ isNarrow: true, hue: undefined, parent: undefined });
    expect(boxes[at("corgi")]).toMatchObject({ parent: at("dog"), place: 2, siblings: 2 });
    expect(boxes[at("dog")]!.left).toBe(26);
    expect(boxes[at("corgi")]!.left + boxes[at("corgi")]!.width).toBeCloseTo(599);
  });

  it("shows where children are left out", () => {
    expect(crumbs).toEqual([expect.objectContaining({ count: 1, top: expect.closeTo(90), height: expect.closeTo(9) })]);
    expect(boxes[at("cat")]!.siblings).toBe(3);
  });

  it("leaves out what is too low for a line of text, and columns that don't fit", () => {
    expect(icicleLayout(tree, 600, 50).boxes.map(({ node: { name } }) => name)).toEqual(["animal", "dog"]);
    expect(icicleLayout(tree, 150, 100).boxes.map(({ depth }) => depth)).toEqual([0, 1, 1]);
  });
});

describe("a key", () => {
  it("goes up and down a column, to the parent and to the first child", () => {
    expect(boxByKey("ArrowDown", boxes, at("dog"))).toBe(at("cat"));
    expect(boxByKey("ArrowDown", boxes, at("cat"))).toBeUndefined();
    expect(boxByKey("ArrowUp", boxes, at("corgi"))).toBe(at("poodle"));
    expect(boxByKey("ArrowLeft", boxes, at("corgi"))).toBe(at("dog"));
    expect(boxByKey("ArrowRight", boxes, at("animal"))).toBe(at("dog"));
    expect(boxByKey("ArrowRight", boxes, at("cat"))).toBeUndefined();
    expect(boxByKey("Home", boxes, at("corgi"))).toBe(at("animal"));
    expect(boxByKey("End", boxes, at("dog"))).toBe(at("cat"));
    expect(boxByKey("x", boxes, at("dog"))).toBeUndefined();
  });
});
