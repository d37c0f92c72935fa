import { formatNumber } from "@alt2img/core";
import type { Change, DiffRelation, DiffSynset, DiffWord, LexiconDiff } from "@alt2img/wordnet/lexicons";

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
  const rows = changes.map(([label, { same, added, removed, hidden }]) => [
    label,
    ...[same, added.length + (hidden?.added ?? 0), removed.length + (hidden?.removed ?? 0)].map(formatNumber),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i]!.length)));
  const table = [head, ...rows].map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
  const how = `Synsets were matched by ILI (${formatNumber(byIli)}), by id and lemma (${formatNumber(byId)}) or by sense key (${formatNumber(bySenseKey)}).`;
  const lists = changes.flatMap(([label, { added, removed, hidden }]) => [
    ...list(`${label} added`, "+", added, limit, hidden?.added),
    ...list(`${label} removed`, "-", removed, limit, hidden?.removed),
  ]);
  return `${[...table, "", how, ...lists].join("\n")}\n`;
}

function list(title: string, sign: string, lines: readonly string[], limit: number, hidden = 0): string[] {
  if (lines.length + hidden === 0 || limit === 0) return [];
  const more = lines.length - limit;
  const rest = more > 0 ? [`  … and ${formatNumber(more)} more (--limit, or --format json for all)`] : [];
  return [
    "",
    `${title}: ${formatNumber(lines.length + hidden)}${hidden === 0 ? "" : `, of which ${formatNumber(hidden)} hidden`}`,
    ...lines.slice(0, limit).map((line) => `${sign} ${line}`),
    ...rest,
  ];
}

function mapChange<Item>({ added, removed, ...rest }: Change<Item>, show: (item: Item) => string): Change<string> {
  return { ...rest, added: added.map(show), removed: removed.map(show) };
}

function synsetLine({ id, lemmas, definition }: DiffSynset): string {
  if (lemmas === undefined) return `${id}  (hidden)`;
  return `${id}  ${lemmas.join(", ")}${definition === undefined ? "" : `: ${definition}`}`;
}

function wordLine({ lemma, partOfSpeech }: DiffWord): string {
  return `${lemma} (${partOfSpeech})`;
}

function relationLine({ source, type, target }: DiffRelation): string {
  return `${source}  ${type}  ${target}`;
}
