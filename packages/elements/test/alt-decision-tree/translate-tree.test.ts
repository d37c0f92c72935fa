import { altDecisionTree } from "@alt2img/alt-text/lint";
import { describe, expect, it } from "vitest";
import { translateTree } from "../../src/alt-decision-tree/translate-tree.js";
import { altDecisionTreeDe } from "../../src/messages/alt-decision-tree.de.js";

describe("translateTree", () => {
  const german = translateTree(altDecisionTree, altDecisionTreeDe.tree);

  it("says everything in German", () => {
    for (const [i, question] of altDecisionTree.questions.entries()) {
      expect(german.questions[i]!.question).not.toBe(question.question);
      expect(german.questions[i]!.help).not.toBe(question.help);
      for (const [j, { label }] of question.answers.entries()) {
        expect(german.questions[i]!.answers[j]!.label).not.toBe(label);
      }
    }
    for (const [i, { advice }] of altDecisionTree.outcomes.entries())
      expect(german.outcomes[i]!.advice).not.toBe(advice);
  });

  it("has no texts for what isn't in the tree", () => {
    const { questions, answers, outcomes } = altDecisionTreeDe.tree!;
    const ids = altDecisionTree.questions.flatMap(({ id, answers: all }) => all.map((answer) => `${id}/${answer.id}`));
    expect(Object.keys(answers).sort()).toEqual(ids.sort());
    expect(Object.keys(questions).length).toBe(altDecisionTree.questions.length);
    expect(Object.keys(outcomes).length).toBe(altDecisionTree.outcomes.length);
  });

  it("leads to the same outcomes", () => {
    const ways = (tree: typeof altDecisionTree): unknown =>
      tree.questions.map(({ id, answers }) => [id, answers.map(({ label: _, ...answer }) => answer)]);
    expect(ways(german)).toEqual(ways(altDecisionTree));
  });
});
