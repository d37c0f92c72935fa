import { describe, expect, it } from "vitest";
import { type AltDecisionTree, altDecisionTree, decideAlt } from "../src/lint/index.js";

describe("decideAlt", () => {
  it("starts with the first question", () => {
    expect(decideAlt(altDecisionTree)).toMatchObject({ done: false, question: { id: "contains-text" } });
  });

  it("names a question's answers", () => {
    expect(() => decideAlt(altDecisionTree, ["yes", "perhaps"])).toThrow(
      expect.objectContaining({
        code: "alt-text/unknown-answer",
        message: expect.stringMatching(/^Answer 2 is “perhaps”.*“nearby”, “visual-effect”, “function”, “only-here”/),
      }),
    );
  });

  it("refuses answers after the end", () => {
    expect(() => decideAlt(altDecisionTree, ["no", "yes", "yes"])).toThrow(/ends the walk, but 1 more/);
  });

  it("says what is wrong in a custom tree", () => {
    const broken: AltDecisionTree = {
      ...altDecisionTree,
      questions: [
        {
          id: "contains-text",
          question: "?",
          help: "",
          answers: [
            { id: "a", label: "A", question: "nowhere" },
            { id: "b", label: "B", outcome: "nothing" },
          ],
        },
      ],
    };
    for (const [answer, id] of [
      ["a", "nowhere"],
      ["b", "nothing"],
    ] as const) {
      expect(() => decideAlt(broken, [answer])).toThrow(
        expect.objectContaining({ code: "alt-text/broken-tree", message: expect.stringContaining(id) }),
      );
    }
  });
});
