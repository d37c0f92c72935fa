// `npm run prose`: finds phrases that aren't idiomatic English in sources, READMEs, guides and examples, and says what to write instead.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, run } from "./workspace.js";

type Phrase = { pattern: RegExp; instead: string };

/** A space in a pattern also matches a line break within a comment. */
const phrases: readonly Phrase[] = [
  {
    pattern: /(?<!\b[Tt]here )\b(?:is|are|was|were) none\b(?! of| the wiser)/,
    instead: "say what it isn’t: “isn’t a WARC file”",
  },
  {
    pattern:
      /(?<!\b(?:[Tt]here|[Ww]here|that|it|[Ii]f|still|then) )\b(?:is|are|was|were) no (?!longer|more|less|better|worse|one|matter|different|such)/,
    instead: "“isn’t a …”, “has no …” or “there is no …”",
  },
  {
    pattern: /\b(?:stands|stand|stood) in (?!for\b|until\b|the way\b|line\b)/,
    instead: "“is in”, “appears in”, “contains”",
  },
  { pattern: /\bto who\b/, instead: "“to people who”, “to anyone who”" },
  { pattern: /\bsee to it that\b/i, instead: "“make sure that”" },
  { pattern: /\b(?:be|been) gone on with\b/, instead: "“resume”, “continue”" },
  { pattern: /\bcan(?:not|[’']t)? be had\b/, instead: "“is available”, “can be fetched”" },
  { pattern: /\bgives? out its\b/, instead: "“serves its”" },
  {
    pattern: /(?:^|[.!:*] )Who (?:can|cannot|does|has|have|is|wants?|reads?|listens?)\b[^?.]*\./m,
    instead: "“People who …”",
  },
  {
    pattern: /["'`]What (?:is|are|was|were) [^\s?"'`]+ [^?"'`]+["'`]/,
    instead: "start with the subject: “Any other value throws.”",
  },
  { pattern: /\b[Ww]here there (?:is|are) none\b/, instead: "“if there is none”, “without a …”" },
  { pattern: /\bbecomes? of\b/, instead: "“what happens to”" },
  { pattern: /\btold (?:of|by (?:its|their|the|where)\b)/, instead: "“gets”, “recognised by”" },
  { pattern: /(?<!\b(?:[Oo]ne|a|per) )\bpass(?:es|ed)? over\b/, instead: "“skip”, “ignore”" },
  { pattern: /\bby way of\b/, instead: "“via”, “through”" },
  { pattern: /\beach once\b/, instead: "“without duplicates”, “each of them once”" },
  { pattern: /(?<!\bone )\b(?:go|goes|gone|went) on\b(?! (?:and on|npm))/, instead: "“continue”, “resume”" },
  {
    pattern: /\bbeside (?:the|it|its|them|their|what|which|others?|those|these|each|`)/,
    instead: "“next to”, “in addition to”, “compared with”",
  },
  {
    pattern: /\bbehind (?:the (?:end|first|last|header|record|block|member|chunk|pixels|text)|all of)\b/,
    instead: "“after”",
  },
  {
    pattern: /\b(?:lies|lie|lay|lying) (?:in|within|outside|at|beside|behind|before|between|elsewhere|apart|there)\b/,
    instead: "“is in”",
  },
  {
    pattern: /\b(?:stands|stand|stood) (?:beside|behind|before|between|near|elsewhere|nowhere|there|apart|alone)\b/,
    instead: "“is next to”, “comes before”",
  },
  {
    pattern:
      /(?<=[\w`] )(?<!\b(?:left|leave|let|it|them) )alone(?:[;:)]|\.(?!\w)| (?:is|are|has|have|of|for|where|when|as|without)\b)/,
    instead: "“only …”, “just …”, “on its own”",
  },
  { pattern: /\banew\b/, instead: "“again”, “from the start”" },
  { pattern: /\bunless told\b/, instead: "“by default”" },
  { pattern: /\bwhen (?:it is )?told to\b/, instead: "“when it is aborted”, “on request”" },
  { pattern: /\bhangs? from\b/, instead: "“is below”" },
  { pattern: /\b(?:for want of|in want of|by lot)\b/, instead: "“for lack of”, “lacks”, “at random”" },
  { pattern: /\bsays? of (?:it|its|itself|an?|the|each|them)\b/, instead: "“says about”" },
  { pattern: /\btells? of\b/, instead: "“reports”, “describes”" },
  { pattern: /\bwhat is none\b/i, instead: "“anything else”" },
  {
    pattern: /(?<![\d,.\w])1 (?:images|pages|files|pairs|records|errors|findings|warnings)\b/,
    instead: "“1 image”: use formatCount",
  },
];

/** A comment's line break, with the asterisk or slashes of the next line. */
const SPACE = String.raw`(?: |[ \t]*\n[ \t]*(?:\*|//|>)?[ \t]*)`;

const compiled = phrases.map(({ pattern, instead }) => ({
  pattern: new RegExp(pattern.source.replaceAll(" ", SPACE), `${pattern.flags}g`),
  instead,
}));

export type ProseFinding = { line: number; text: string; instead: string };

/** The phrases that a text shouldn't contain. */
export function findPhrases(text: string): ProseFinding[] {
  return compiled
    .flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        line: text.slice(0, index).split("\n").length,
        text: found.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ").trim(),
        instead,
      })),
    )
    .sort((a, b) => a.line - b.line);
}

/** They list the phrases themselves. */
const OWN: readonly string[] = ["scripts/check-prose.ts", "scripts/test/prose.test.ts"];

const pathspecs: readonly string[] = [
  ":(glob)*.md",
  ":(glob).changeset/*.md",
  ":(glob)docs/**/*.md",
  ":(glob)packages/*/*.md",
  ":(glob)packages/*/src/**/*.ts",
  ":(glob)packages/*/test/**/*.test.ts",
  ":(glob)packages/*/crawl/**/*.ts",
  ":(glob)packages/*/entries/**/*.ts",
  ":(glob)packages/*/parts/*/README.md",
  ":(glob)bench/**/*.ts",
  ":(glob)examples/**/*.ts",
  ":(glob)examples/*/*.md",
  ":(glob)scripts/*.ts",
  ":(glob)scripts/*.mjs",
  ":(glob)scripts/test/*.ts",
];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = run("git", ["ls-files", "-z", "--", ...pathspecs], root)
    .split("\0")
    .filter((file) => file !== "" && !OWN.includes(file) && !file.endsWith("THIRD-PARTY-LICENSES.md"));
  const found = files.flatMap((file) =>
    findPhrases(readFileSync(join(root, file), "utf8")).map(
      ({ line, text, instead }) => `${file}:${line}: “${text}” → ${instead}`,
    ),
  );
  for (const line of found) console.error(line);
  if (found.length > 0) {
    console.error(`${found.length} phrases to rewrite; scripts/check-prose.ts lists them.`);
    process.exitCode = 1;
  }
}
