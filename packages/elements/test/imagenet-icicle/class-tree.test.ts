import type { Synset } from "@alt2img/wordnet";
import { describe, expect, test } from "vitest";
import { type ClassGraph, classTree, lowest, type TreeNode, weighted } from "../../src/imagenet-icicle/class-tree.js";

/** `a: b c` says that b and c are below a; classes are in capitals. */
function graphOf(text: string): {
  graph: ClassGraph;
  name: (synset: Synset) => string;
  synset: (name: string) => Synset;
} {
  const lines = text.split(";").map((line) => line.trim().split(/[: ]+/));
  const names = [...new Set(lines.flat())];
  const synset = (name: string): Synset => names.indexOf(name) as Synset;
  const name = (each: Synset): string => names[each]!;
  const isClass = (each: Synset): boolean => name(each) === name(each).toUpperCase();
  const hyponyms = (each: Synset): Synset[] =>
    lines.filter(([upper]) => upper === name(each)).flatMap(([, ...lower]) => lower.map(synset));
  const hypernyms = (each: Synset): Synset[] =>
    lines.filter(([, ...lower]) => lower.includes(name(each))).map(([upper]) => synset(upper!));
  const classes = (each: Synset): Synset[] => [...(isClass(each) ? [each] : []), ...hyponyms(each).flatMap(classes)];
  const count = (each: Synset): number => new Set(classes(each)).size;
  return { graph: { root: synset(names[0]!), hypernyms, hyponyms, isClass, count }, name, synset };
}

function written({ chain, children }: TreeNode, name: (synset: Synset) => string): string {
  const below = children.length === 0 ? "" : `(${children.map((child) => written(child, name)).join(" ")})`;
  return `${chain.map(name).join(">")}${below}`;
}

describe("classTree", () => {
  test("puts a synset with two hypernyms below the first", () => {
    const { graph, name } = graphOf("animal: canine domestic; canine: DOG WOLF; domestic: DOG CAT");
    expect(written(classTree(graph, graph.root), name)).toBe("animal(canine(DOG WOLF) domestic(CAT))");
    expect(graph.count(graph.root)).toBe(3);
    expect(weighted(classTree(graph, graph.root), graph).value).toBe(3);
  });

  test("shows it below the second when that one is on top", () => {
    const { graph, name, synset } = graphOf("animal: canine domestic; canine: DOG WOLF; domestic: DOG CAT");
    expect(written(classTree(graph, synset("domestic")), name)).toBe("domestic(DOG CAT)");
  });

  test("folds a synset with a single branch into it, but not a class", () => {
    const { graph, name } = graphOf("entity: object; object: ANIMAL thing; ANIMAL: DOG; thing: tool; tool: HAMMER");
    const tree = classTree(graph, graph.root);
    expect(written(tree, name)).toBe("entity>object(ANIMAL(DOG) thing>tool>HAMMER)");
    expect(name(lowest(tree))).toBe("object");
    expect(weighted(tree, graph).value).toBe(3);
  });

  test("leaves out a synset whose classes are all shown elsewhere", () => {
    const { graph, name } = graphOf("top: first second; first: A B; second: A B");
    expect(written(classTree(graph, graph.root), name)).toBe("top(first(A B))");
  });
});
