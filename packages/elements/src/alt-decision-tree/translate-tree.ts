import type { AltDecisionTree } from "@alt2img/alt-text/lint";
import type { TreeTexts } from "../messages/alt-decision-tree.en.js";

/** The tree with other texts; what they lack stays in English. */
export function translateTree(tree: AltDecisionTree, texts: TreeTexts | undefined): AltDecisionTree {
  if (texts === undefined) return tree;
  return {
    ...tree,
    questions: tree.questions.map((question) => ({
      ...question,
      ...texts.questions[question.id],
      answers: question.answers.map((answer) => ({
        ...answer,
        label: texts.answers[`${question.id}/${answer.id}`] ?? answer.label,
      })),
    })),
    outcomes: tree.outcomes.map((outcome) => ({ ...outcome, advice: texts.outcomes[outcome.id] ?? outcome.advice })),
  };
}
