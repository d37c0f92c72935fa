/** What to do: the result of a walk. */
export type AltDecisionOutcome = {
  id: string;
  /** What to put into the alt, in a sentence. */
  advice: string;
  /** The technique or tutorial page behind it. */
  technique: { name: string; url: string };
  /** Example HTML that does it right. */
  example: string;
};

/** An answer leads to another question or to an outcome, by its id. */
export type AltDecisionAnswer = { id: string; label: string } & ({ question: string } | { outcome: string });

export type AltDecisionQuestion = {
  id: string;
  question: string;
  /** How to tell, with examples. */
  help: string;
  answers: readonly AltDecisionAnswer[];
};

/** Plain data: it passes through JSON. */
export type AltDecisionTree = {
  /** The id of the first question. */
  start: string;
  questions: readonly AltDecisionQuestion[];
  outcomes: readonly AltDecisionOutcome[];
  source: { name: string; url: string };
};

const TUTORIAL = "https://www.w3.org/WAI/tutorials/images/";

/**
 * The W3C's "alt decision tree" as data: five questions, the first yes of which decides.
 * @see https://www.w3.org/WAI/tutorials/images/decision-tree/
 */
export const altDecisionTree: AltDecisionTree = {
  source: { name: "W3C: An alt Decision Tree", url: `${TUTORIAL}decision-tree/` },
  start: "contains-text",
  questions: [
    {
      id: "contains-text",
      question: "Does the image contain text?",
      help: "Words that are meant to be read: a sign, a wordmark, a headline set as a picture.",
      answers: [
        { id: "yes", label: "Yes", question: "which-text" },
        { id: "no", label: "No", question: "in-control" },
      ],
    },
    {
      id: "which-text",
      question: "What about the text in the image?",
      help: "Check whether the same words are near the image as real text, which can be selected and read out.",
      answers: [
        { id: "nearby", label: "It is also there as real text nearby", outcome: "empty-redundant-text" },
        { id: "visual-effect", label: "It is only shown for visual effect", outcome: "empty-decorative" },
        { id: "function", label: "It has a function, as on an icon", outcome: "function" },
        { id: "only-here", label: "It appears nowhere else", outcome: "same-text" },
      ],
    },
    {
      id: "in-control",
      question:
        "Is the image used in a link or a button, and would it be hard or impossible to understand what the link or button does if the image were not there?",
      help: "Imagine the page without the image: does text in the link or button still say where it leads or what it does?",
      answers: [
        { id: "yes", label: "Yes", outcome: "function" },
        { id: "no", label: "No", question: "contributes-meaning" },
      ],
    },
    {
      id: "contributes-meaning",
      question: "Does the image contribute meaning to the current page or context?",
      help: "Would a reader who cannot see it miss something? The same picture can matter on one page and decorate another.",
      answers: [
        { id: "yes", label: "Yes", question: "which-meaning" },
        { id: "no", label: "No", question: "decorative" },
      ],
    },
    {
      id: "which-meaning",
      question: "What kind of image is it?",
      help: "You can describe a photograph in a sentence; a chart, a map or a diagram has more information than belongs in an alt.",
      answers: [
        { id: "simple", label: "A simple graphic or photograph", outcome: "brief-description" },
        { id: "complex", label: "A graph or complex piece of information", outcome: "complex" },
        { id: "redundant", label: "It shows what real text nearby says already", outcome: "empty-redundant-content" },
      ],
    },
    {
      id: "decorative",
      question: "Is the image purely decorative or not intended for the user?",
      help: "Borders, spacers, pictures for the mood, pixels that count visits.",
      answers: [
        { id: "yes", label: "Yes", outcome: "empty-decorative" },
        { id: "no", label: "No, or unclear", outcome: "unclear" },
      ],
    },
  ],
  outcomes: [
    {
      id: "empty-redundant-text",
      advice: "Use an empty alt: the text is read out anyway.",
      technique: { name: "Decorative Images", url: `${TUTORIAL}decorative/` },
      example: '<h2>Opening hours</h2>\n<img src="opening-hours.png" alt="">',
    },
    {
      id: "empty-decorative",
      advice: "Use an empty alt, so that screen readers skip it.",
      technique: { name: "Decorative Images", url: `${TUTORIAL}decorative/` },
      example: '<img src="flourish.png" alt="">',
    },
    {
      id: "function",
      advice: "Let the alt say where the link leads or what the button does, not what is drawn.",
      technique: { name: "Functional Images", url: `${TUTORIAL}functional/` },
      example: '<button><img src="printer.svg" alt="Print this page"></button>',
    },
    {
      id: "same-text",
      advice: "Let the alt contain the text of the image, word for word.",
      technique: { name: "Images of Text", url: `${TUTORIAL}textual/#image-of-styled-text-with-decorative-effect` },
      example: '<img src="poster.png" alt="Summer concert, 21 June, 7 p.m., free entry">',
    },
    {
      id: "brief-description",
      advice: "Describe the image briefly, in a way that conveys what it means here.",
      technique: { name: "Informative Images", url: `${TUTORIAL}informative/` },
      example: '<img src="bandage.jpg" alt="The bandage is wound upwards from the ankle">',
    },
    {
      id: "complex",
      advice: "Say in the alt what it is, and put the information itself elsewhere on the page: a table, a paragraph.",
      technique: { name: "Complex Images", url: `${TUTORIAL}complex/` },
      example:
        '<figure>\n  <img src="visitors.png" alt="Bar chart of visitors by quarter, described below">\n  <figcaption>From 1,200 in spring to 4,800 in autumn …</figcaption>\n</figure>',
    },
    {
      id: "empty-redundant-content",
      advice: "Use an empty alt: it would only repeat the text next to it.",
      technique: {
        name: "Functional Images: logo within link text",
        url: `${TUTORIAL}functional/#logo-image-within-link-text`,
      },
      example: '<a href="/"><img src="logo.svg" alt=""> Museum of Tides, home</a>',
    },
    {
      id: "unclear",
      advice: "The tree does not cover every case: read about the kinds of images.",
      technique: { name: "Images Tutorial: concepts", url: TUTORIAL },
      example: '<img src="…" alt="…">',
    },
  ],
};
