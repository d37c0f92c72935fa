import { readFileSync } from "node:fs";
import { sharedData } from "@alt2img/testing/node";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { lemmas } from "@alt2img/wordnet";
import { type ClassHierarchy, classHierarchy, imageNetWnids } from "@alt2img/wordnet/imagenet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bestImageNetTemplates,
  classifyDown,
  hierarchyClassNames,
  imageNetTemplates,
} from "../../src/imagenet/index.js";
import { buildZeroShotClassifier, type Clip, loadClip } from "../../src/index.js";

let clip: Clip;
let hierarchy: ClassHierarchy;
beforeAll(async () => {
  clip = await loadClip(tinyClip, { session: { device: "cpu" } });
  hierarchy = classHierarchy(taxonomy(await wordnet({ definitions: false })), imageNetWnids("1k"));
});
afterAll(() => clip.close());

describe("ImageNet's templates", () => {
  it("are 80 and the best 7 of them", () => {
    expect(new Set(imageNetTemplates).size).toBe(80);
    expect(bestImageNetTemplates).toHaveLength(7);
    for (const template of bestImageNetTemplates) expect(imageNetTemplates).toContain(template);
    for (const template of imageNetTemplates) expect(template.split("{}")).toHaveLength(2);
  });

  const prompts = sharedData("clip/imagenet-prompts.json");
  it.skipIf(prompts === undefined)("are those of OpenAI's notebook", () => {
    const { templates, best7 } = JSON.parse(readFileSync(prompts!, "utf8"));
    expect([imageNetTemplates, bestImageNetTemplates]).toEqual([templates, best7]);
  });
});

describe("hierarchyClassNames", () => {
  it("names every class, and distinguishes those that share a lemma", () => {
    const names = hierarchyClassNames(hierarchy);
    expect(names).toHaveLength(hierarchy.classes.length);
    expect(new Set(names).size).toBe(names.length);
    const cranes = names.filter((name) => name.startsWith("crane"));
    expect(cranes).toHaveLength(2);
    for (const name of cranes) expect(name).toMatch(/^crane \(.+\)$/);
    expect(names).toContain("goldfish");
  });
});

describe("classifyDown", () => {
  it("walks an image down to a class, and scores every node through its leaves", async () => {
    const classifier = await buildZeroShotClassifier(clip, hierarchyClassNames(hierarchy));
    const rows = tinyTrainingSet.rows({ columns: ["image", "concept", "vendor"] });
    let image: Uint8Array | undefined;
    for await (const row of rows) {
      if (row.concept !== "red apple" && row.concept !== "tiger") continue;
      image = row.image;
      break;
    }
    const { path, probabilities } = await classifyDown(clip, image!, classifier, hierarchy);
    const [top] = path;
    expect(hierarchy.roots).toContain(top?.synset);
    expect(path.at(-1)?.wnid).toMatch(/^n\d{8}$/);
    for (const [i, { probability }] of path.entries()) {
      if (i > 0) expect(probability).toBeLessThanOrEqual(path[i - 1]!.probability + 1e-9);
    }
    const total = hierarchy.classes.reduce((sum, { synset }) => {
      const node = hierarchy.nodes.get(synset)!;
      return sum + (node.hyponyms.length === 0 ? probabilities.get(synset)! : 0);
    }, 0);
    expect(total).toBeLessThanOrEqual(1 + 1e-6);
    const allBelowRoots = hierarchy.roots.reduce((sum, root) => sum + probabilities.get(root)!, 0);
    expect(allBelowRoots).toBeCloseTo(1, 6);
    expect(path.map(({ synset }) => lemmas(hierarchy.taxonomy.wordnet, synset)[0])).toContain("entity");
  });

  it("refuses a classifier with other classes", async () => {
    const classifier = await buildZeroShotClassifier(clip, ["dog"]);
    await expect(classifyDown(clip, new Float32Array(128), classifier, hierarchy)).rejects.toThrow(
      /has 1 class and the hierarchy 1,000/,
    );
  });
});
