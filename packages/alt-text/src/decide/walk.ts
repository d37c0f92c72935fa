import { Alt2imgError } from "@alt2img/core";
import type { AltDecisionOutcome, AltDecisionQuestion, AltDecisionTree } from "./decision-tree.js";

/** The state of a walk through the tree: at a question, or at its end. */
export type AltDecisionStep =
  | { done: false; question: AltDecisionQuestion }
  | { done: true; outcome: AltDecisionOutcome };

/**
 * Walks from the first question along the given answers. To go a step back, leave out the last answer.
 *
 * @param path ids of the answers so far; an empty one gives the first question
 * @throws Alt2imgError `alt-text/unknown-answer` for an answer that the question doesn't offer, or one after the end
 * @throws Alt2imgError `alt-text/broken-tree` for a tree whose answers lead to no question or outcome of it
 */
export function decideAlt(tree: AltDecisionTree, path: readonly string[] = []): AltDecisionStep {
  let question = questionOf(tree, tree.start);
  for (const [i, id] of path.entries()) {
    const answer = question.answers.find((one) => one.id === id);
    if (answer === undefined) {
      const choices = question.answers.map((one) => `“${one.id}”`).join(", ");
      throw new Alt2imgError(
        "alt-text/unknown-answer",
        `Answer ${i + 1} is “${id}”, but “${question.question}” can be answered with ${choices}.`,
      );
    }
    if ("outcome" in answer) {
      if (i < path.length - 1) {
        throw new Alt2imgError(
          "alt-text/unknown-answer",
          `Answer ${i + 1}, “${id}”, ends the walk, but ${path.length - i - 1} more follow. Leave them out.`,
        );
      }
      const outcome = tree.outcomes.find((one) => one.id === answer.outcome);
      if (outcome === undefined) throw brokenTree(answer.outcome);
      return { done: true, outcome };
    }
    question = questionOf(tree, answer.question);
  }
  return { done: false, question };
}

function questionOf(tree: AltDecisionTree, id: string): AltDecisionQuestion {
  const question = tree.questions.find((one) => one.id === id);
  if (question === undefined) throw brokenTree(id);
  return question;
}

function brokenTree(id: string): Alt2imgError {
  return new Alt2imgError(
    "alt-text/broken-tree",
    `An answer of the tree leads to “${id}”, but no question or outcome has this id. Add it, or change where the answer leads.`,
  );
}
