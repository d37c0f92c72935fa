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
  "left out where there is none",
  "It decides what becomes of 16-bit grey.",
  "It is told of every record.",
  "Files are told by their content.",
  "Other records are passed over.",
  "by way of a common hypernym",
  "the names, each once, in order",
  "Reading goes on with the next record.",
  "the weights beside the ONNX files",
  "bytes behind the end of the row",
  "The dictionary lies before the first page.",
  "the attribute that stands before it",
  "Only Node has it: in Node alone.",
  "satellites alone of all adjectives",
  "a set that you built anew",
  "a million inputs unless told otherwise",
  "It stops when told to.",
  "A synset hangs from a wider one.",
  "free ones, for want of others",
  "what a page says of itself",
  "a number that the header tells of",
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
  "Use it in one pass over the page.",
  "decodes in one go on the calling thread",
  "a very long sentence goes on and on",
  "Keep the old file and leave it alone.",
  "expect(alone).toEqual(pairs)",
  'from "./title-alone.js"',
  "a cat beside a dog",
  "The technique behind it is described below.",
  "It tells the cases apart.",
  "A placeholder that stands for a name.",
])("lets pass: %j", (text) => {
  expect(findPhrases(text)).toEqual([]);
});
