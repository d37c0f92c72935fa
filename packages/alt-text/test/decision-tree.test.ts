import { describe, expect, it } from "vitest";
import { altDecisionTree, decideAlt } from "../src/lint/index.js";

/** Every path through the tree, with where it ends. */
function walk(path: string[] = []): { path: string[]; outcome: string; questions: string[] }[] {
  const step = decideAlt(altDecisionTree, path);
  if (step.done) return [{ path, outcome: step.outcome.id, questions: [] }];
  return step.question.answers.flatMap(({ id }) =>
    walk([...path, id]).map((rest) => ({ ...rest, questions: [step.question.id, ...rest.questions] })),
  );
}

describe("altDecisionTree", () => {
  const paths = walk();

  it("ends on every path, without asking anything twice", () => {
    expect(paths.length).toBe(10);
    for (const { questions } of paths) expect(new Set(questions).size).toBe(questions.length);
  });

  it("reaches every question and every outcome", () => {
    const questions = new Set(paths.flatMap((path) => path.questions));
    expect([...questions].sort()).toEqual(altDecisionTree.questions.map(({ id }) => id).sort());
    expect([...new Set(paths.map(({ outcome }) => outcome))].sort()).toEqual(
      altDecisionTree.outcomes.map(({ id }) => id).sort(),
    );
  });

  it("is plain data with unique ids", () => {
    expect(JSON.parse(JSON.stringify(altDecisionTree))).toEqual(altDecisionTree);
    const ids = [...altDecisionTree.questions, ...altDecisionTree.outcomes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { technique, example } of altDecisionTree.outcomes) {
      expect(technique.url).toMatch(/^https:\/\/www\.w3\.org\/WAI\/tutorials\/images\//);
      expect(example).toContain("<img");
    }
  });

  // The leaves of https://www.w3.org/WAI/tutorials/images/decision-tree/ in their order.
  it("says what the W3C's tree says", () => {
    expect(paths.map(({ path, outcome }) => `${path.join(" ")}: ${outcome}`)).toEqual([
      "yes nearby: empty-redundant-text",
      "yes visual-effect: empty-decorative",
      "yes function: function",
      "yes only-here: same-text",
      "no yes: function",
      "no no yes simple: brief-description",
      "no no yes complex: complex",
      "no no yes redundant: empty-redundant-content",
      "no no no yes: empty-decorative",
      "no no no no: unclear",
    ]);
  });
});
