import { formatNumber } from "../report/number.js";
import type { Change, DiffRelation, DiffSynset, DiffWord, LexiconDiff } from "./diff-lexicons.js";

/**
 * `alt2img wordnet diff` for people.
 *
 * @param limit how many of each kind are listed
 */
export function diffTable(diff: LexiconDiff, { limit }: { limit: number }): string {
  const { byIli, byId, bySenseKey } = diff.matched;
  const changes: [string, Change<string>][] = [
    ["synsets", mapChange(diff.synsets, synsetLine)],
    ["words", mapChange(diff.words, wordLine)],
    ["relations of synsets", mapChange(diff.relations, relationLine)],
    ["relations of senses", mapChange(diff.senseRelations, relationLine)],
  ];
  const head = ["", "in both", "added", "removed"];
  const rows = changes.map(([label, { same, added, removed }]) => [
    label,
    ...[same, added.length, removed.length].map(formatNumber),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i]!.length)));
  const table = [head, ...rows].map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
  const how = `Synsets are the same by ILI (${formatNumber(byIli)}), by id and lemma (${formatNumber(byId)}) or by sense key (${formatNumber(bySenseKey)}).`;
  const lists = changes.flatMap(([label, { added, removed }]) => [
    ...list(`${label} added`, "+", added, limit),
    ...list(`${label} removed`, "-", removed, limit),
  ]);
  return `${[...table, "", how, ...lists].join("\n")}\n`;
}

function list(title: string, sign: string, lines: readonly string[], limit: number): string[] {
  if (lines.length === 0 || limit === 0) return [];
  const more = lines.length - limit;
  const rest = more > 0 ? [`  … and ${formatNumber(more)} more (--limit, or --format json for all)`] : [];
  return [
    "",
    `${title}: ${formatNumber(lines.length)}`,
    ...lines.slice(0, limit).map((line) => `${sign} ${line}`),
    ...rest,
  ];
}

function mapChange<Item>({ same, added, removed }: Change<Item>, show: (item: Item) => string): Change<string> {
  return { same, added: added.map(show), removed: removed.map(show) };
}

function synsetLine({ id, lemmas, definition, sensitive }: DiffSynset): string {
  // Only the JSON has it, with its mark.
  if (sensitive === true) return `${id}  (a person that is not marked safe)`;
  return `${id}  ${lemmas.join(", ")}${definition === undefined ? "" : `: ${definition}`}`;
}

function wordLine({ lemma, partOfSpeech }: DiffWord): string {
  return `${lemma} (${partOfSpeech})`;
}

function relationLine({ source, type, target }: DiffRelation): string {
  return `${source}  ${type}  ${target}`;
}
