// The list of phrases, tested: it finds the worst and lets good English pass.
import { expect, it } from "vitest";
import { findPhrases } from "../check-prose.js";

it.each([
  "/** A capture that is none, without a status. */",
  'throw new Error("It is no HTML.");',
  "The report stands in the folder.",
  "It matters to who reads it.",
  "See to it that your bundler gives out its files.",
  "standard output cannot be gone on with",
  "Who cannot see it hears a piece of an address.",
  'const message = "What is none of these choices throws";',
  "`found 1 images`",
  "/**\n * A file that is\n * none.\n */",
])("finds a phrase in %j", (text) => {
  expect(findPhrases(text).length).toBeGreaterThan(0);
});

it("says where it is and what to write instead", () => {
  expect(findPhrases("One.\nTwo.\nIt is no HTML.")).toEqual([
    { line: 3, text: "is no", instead: expect.stringContaining("isn’t") },
  ]);
});

it.each([
  "There is no such file. Check its name.",
  "There is none.",
  "The server is no longer there.",
  "None of the files could be read.",
  "A placeholder stands in for the picture.",
  "Who wrote the first crawler?",
  'heading("What is a crawl?")',
  "people who can't see it",
  "11 images",
])("lets pass: %j", (text) => {
  expect(findPhrases(text)).toEqual([]);
});
