import { styleText } from "node:util";
import { formatNumber } from "@alt2img/core";
import type { SynsetEntry, SynsetReference, SynsetTree } from "@alt2img/wordnet/entry";
import type { Hidden, ImagenetEntry } from "@alt2img/wordnet/imagenet";
import wrapAnsi from "wrap-ansi";
import { textColumns } from "../alt/text-columns.js";
import { printable } from "../printable.js";

/** How many items of a long list of relations to show; the JSON has all of them. */
const MAX_TARGETS = 12;
const DEFAULT_WIDTH = 100;
const LEAST_WIDTH = 50;
const LABEL_WIDTH = 18;
const INDENT = "  ";
const HIDDEN = "(hidden)";

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;
type Page = { width: number; paint: Paint };

/** Entries for people: as wide as the terminal, in colour if it supports it. */
export function synsetTexts(entries: readonly SynsetEntry[], stream: NodeJS.WriteStream): string {
  const width = Math.max(stream.columns ?? DEFAULT_WIDTH, LEAST_WIDTH);
  const paint: Paint = (format, text) => styleText(format, text, { stream });
  return entries.map((entry) => `${synsetText(entry, { width, paint }).join("\n")}\n`).join("\n");
}

function synsetText(entry: SynsetEntry, page: Page): string[] {
  const { paint } = page;
  const ids = [entry.id, entry.ili, entry.lexicographerFile].filter((id) => id !== undefined);
  const mark = entry.sensitive === true ? `  ${paint("yellow", "sensitive")}` : "";
  const head = `${paint("bold", printable(entry.name))}  ${paint("gray", ids.map(printable).join("  "))}${mark}`;
  const quoted = entry.examples.map((example) => `“${example}”`);
  return [
    head,
    ...paragraph(printable(entry.lemmas.join(", ")), page, "cyan"),
    ...entry.definitions.flatMap((text) => paragraph(printable(text), page)),
    ...quoted.flatMap((text) => paragraph(printable(text), page, "italic")),
    ...Object.entries(entry.relations).flatMap(([type, targets]) => relationText(type, targets, page)),
    ...lexicalText(entry, page),
    ...row("depth", depthText(entry), page),
    ...(entry.imagenet === undefined ? [] : row("ImageNet", imagenetText(entry.imagenet), page)),
    ...(entry.paths ?? []).flatMap((path, i, { length }) => pathText(path, `path ${i + 1} of ${length}`, page)),
    ...(entry.tree === undefined ? [] : ["", ...treeText(entry.tree, page)]),
  ];
}

function relationText(type: string, targets: readonly SynsetReference[], page: Page): string[] {
  const label = targets.length > 1 ? `${type} (${formatNumber(targets.length)})` : type;
  const shown = targets.slice(0, MAX_TARGETS).map(({ name, lemmas }) => {
    const others = lemmas.slice(1);
    return others.length === 0 ? name : `${name} (${others.join(", ")})`;
  });
  const more = targets.length - shown.length;
  return row(label, `${shown.join("; ")}${more > 0 ? `; and ${formatNumber(more)} more` : ""}`, page);
}

function lexicalText({ senseRelations }: SynsetEntry, page: Page): string[] {
  const types = [...new Set(senseRelations.map(({ type }) => type))];
  return types.flatMap((type) => {
    const pairs = senseRelations.filter((relation) => relation.type === type);
    const shown = pairs
      .slice(0, MAX_TARGETS)
      .map(({ lemma, targetLemma, target }) => `${lemma} → ${targetLemma ?? target}`);
    const more = pairs.length - shown.length;
    return row(type, `${shown.join("; ")}${more > 0 ? `; and ${formatNumber(more)} more` : ""}`, page);
  });
}

function depthText({ depth: { min, max }, below }: SynsetEntry): string {
  const edges = min === max ? String(min) : `${min} to ${max}`;
  return `${edges} below a root; ${below === 0 ? "none" : formatNumber(below)} below it`;
}

function imagenetText({ wnid, classIndex, isIn21k, classes, nearest, personMark, path }: ImagenetEntry): string {
  const parts = [
    wnid ?? "",
    classIndex === undefined
      ? isIn21k
        ? "one of the 21,841 synsets, but not of the 1,000 classes"
        : "ImageNet has no class for it"
      : `class ${classIndex} of the 1,000`,
    classIndex === undefined && classes > 0 ? `${formatNumber(classes)} of the 1,000 below it` : "",
    nearest.length === 0
      ? ""
      : `nearest classes: ${nearest.map(({ classIndex, lemmas }) => `${lemmas[0]} (${classIndex})`).join(", ")}`,
    personMark === undefined ? "" : `marked ${personMark} by Yang et al. 2020`,
    foldHidden(path)
      .map((step) => (typeof step === "string" ? step : HIDDEN))
      .join(" › "),
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function pathText(path: readonly (SynsetReference | Hidden)[], title: string, page: Page): string[] {
  const lines = foldHidden(path).flatMap((step, level) => {
    const { name, definition = "" } = "hidden" in step ? { name: HIDDEN } : step;
    const indent = INDENT.repeat(Math.min(level, 12) + 1);
    const text = `${page.paint("cyan", printable(name))}${definition === "" ? "" : `: ${printable(definition)}`}`;
    return wrapped(text, page.width, indent, `${indent}  `);
  });
  return ["", `${INDENT}${page.paint("bold", title)}`, ...lines];
}

/** The path with consecutive hidden steps joined into one. */
function foldHidden<Step>(path: readonly (Step | Hidden)[]): (Step | Hidden)[] {
  return path.filter((step, i) => !isHidden(step) || i === 0 || !isHidden(path[i - 1]));
}

function isHidden(step: unknown): boolean {
  return typeof step === "object" && step !== null && "hidden" in step;
}

function treeText(tree: SynsetTree, page: Page): string[] {
  const lines: string[] = [];
  const visit = (node: SynsetTree, lead: string, next: string): void => {
    const note = [
      node.below > 0 ? `${formatNumber(node.below)} below` : "",
      node.seen === true ? "see above" : "",
      node.deeper === true ? "…" : "",
    ].filter((part) => part !== "");
    const rest = node.lemmas.slice(1).join(", ");
    lines.push(
      `${INDENT}${page.paint("gray", lead)}${page.paint("cyan", printable(node.name))}${rest === "" ? "" : ` ${printable(rest)}`}${
        note.length === 0 ? "" : page.paint("gray", ` (${note.join(", ")})`)
      }`,
    );
    node.hyponyms.forEach((each, i, { length }) => {
      const last = i === length - 1;
      visit(each, `${next}${last ? "└─ " : "├─ "}`, `${next}${last ? "   " : "│  "}`);
    });
  };
  visit(tree, "", "");
  return lines;
}

function row(label: string, text: string, { width, paint }: Page): string[] {
  const columns = textColumns(
    [paint("gray", label), printable(text)],
    [LABEL_WIDTH, width - LABEL_WIDTH - 2 * INDENT.length],
    INDENT,
  );
  return columns.split("\n").map((line) => `${INDENT}${line}`);
}

function paragraph(text: string, { width, paint }: Page, format?: Parameters<Paint>[0]): string[] {
  return wrapped(format === undefined ? text : paint(format, text), width, INDENT, INDENT);
}

function wrapped(text: string, width: number, first: string, others: string): string[] {
  const lines = wrapAnsi(text, Math.max(width - others.length, 20), { hard: true, trim: true }).split("\n");
  return lines.map((line, i) => `${i === 0 ? first : others}${line}`);
}
