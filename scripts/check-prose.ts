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
  { pattern: /\bcan(?:not)? be had\b/, instead: "“is available”, “can be fetched”" },
  { pattern: /\bgives? out its\b/, instead: "“serves its”" },
  {
    pattern: /(?:^|[.!:*] )Who (?:can|cannot|does|has|have|is|wants?|reads?|listens?)\b[^?.]*\./m,
    instead: "“People who …”",
  },
  {
    pattern: /["'`]What (?:is|are|was|were) [^\s?"'`]+ [^?"'`]+["'`]/,
    instead: "start with the subject: “Any other value throws.”",
  },
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

/** Lists the phrases itself. */
const OWN = "scripts/check-prose.ts";

const pathspecs: readonly string[] = [
  ":(glob)*.md",
  ":(glob).changeset/*.md",
  ":(glob)docs/**/*.md",
  ":(glob)packages/*/*.md",
  ":(glob)packages/*/src/**/*.ts",
  ":(glob)packages/*/crawl/**/*.ts",
  ":(glob)packages/*/entries/**/*.ts",
  ":(glob)examples/**/*.ts",
  ":(glob)examples/*/*.md",
  ":(glob)scripts/*.ts",
  ":(glob)scripts/*.mjs",
];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = run("git", ["ls-files", "-z", "--", ...pathspecs], root)
    .split("\0")
    .filter((file) => file !== "" && file !== OWN);
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
