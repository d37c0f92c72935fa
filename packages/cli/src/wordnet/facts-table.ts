import { type DiagnosticCounts, formatNumber } from "@alt2img/core";
import type { LexiconFacts } from "@alt2img/wordnet/lexicons";

const PARTS: Readonly<Record<string, string>> = {
  n: "nouns",
  v: "verbs",
  a: "adjectives",
  s: "adjective satellites",
  r: "adverbs",
  t: "phrases",
  c: "conjunctions",
  p: "adpositions",
  x: "other",
  u: "unknown",
};

/** The width of `1,000,000`. */
const NUMBER_WIDTH = 9;

/** `alt2img wordnet info` for people. */
export function factsTable(facts: LexiconFacts, diagnostics: DiagnosticCounts): string {
  const { lexicons, counts, synsetsWithIli, synsetsWithProposedIli, synsetsWithDefinition } = facts;
  const about = lexicons.flatMap(({ id, label, language, version, license, url }) => [
    `${label} ${version} (${id}, ${language})`,
    `licence ${license}${url === undefined ? "" : `, ${url}`}`,
  ]);
  const proposed = synsetsWithProposedIli > 0 ? `, ${formatNumber(synsetsWithProposedIli)} more propose one` : "";
  const rows: [string, string][] = [
    ["synsets", formatNumber(counts.synsets)],
    ...Object.entries(facts.synsetsByPartOfSpeech).map(row((letter) => `  ${PARTS[letter] ?? letter}`)),
    ["written forms", formatNumber(counts.forms)],
    ["words", formatNumber(counts.words)],
    ["senses", formatNumber(counts.senses)],
    ["synsets with an ILI", `${formatNumber(synsetsWithIli)}${proposed}`],
    ["with a definition", synsetsWithDefinition === undefined ? "left out" : formatNumber(synsetsWithDefinition)],
    ["relations of synsets", formatNumber(sum(facts.synsetRelations))],
    ...Object.entries(facts.synsetRelations).map(row((type) => `  ${type}`)),
    ["relations of senses", formatNumber(sum(facts.senseRelations))],
    ...Object.entries(facts.senseRelations).map(row((type) => `  ${type}`)),
    ...Object.entries(diagnostics).map(row((code) => `left out, ${code}`)),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value.padStart(NUMBER_WIDTH)}`);
  return `${[...about, "", ...lines].join("\n")}\n`;
}

function row(label: (key: string) => string): (entry: [string, number]) => [string, string] {
  return ([key, count]) => [label(key), formatNumber(count)];
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
