/** The W3C's decision tree in another language, by the ids of the English one. */
export type TreeTexts = {
  readonly questions: Readonly<Record<string, { readonly question: string; readonly help: string }>>;
  /** By the ids of question and answer: `contains-text/yes`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly outcomes: Readonly<Record<string, string>>;
};

/** What `alt2img-alt-decision-tree` says. */
export type AltDecisionTreeMessages = {
  readonly picture: string;
  readonly answers: string;
  readonly soFar: string;
  readonly back: string;
  readonly again: string;
  readonly example: string;
  readonly see: string;
  readonly source: string;
  /** @param number of the question, from 1 */
  readonly step: (number: string) => string;
  /** In English, the tree's own texts are used. */
  readonly tree: TreeTexts | undefined;
};

export const altDecisionTreeEn: AltDecisionTreeMessages = {
  picture: "The picture in question",
  answers: "Answers",
  soFar: "Your answers",
  back: "Back",
  again: "Start again",
  example: "Example",
  see: "More about this: ",
  source: "After ",
  step: (number) => `Question ${number}`,
  tree: undefined,
};
