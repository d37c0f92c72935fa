import { styleText } from "node:util";
import type { TextState } from "@alt2img/alt-text";
import type { Severity } from "@alt2img/alt-text/lint";
import { formatCount } from "@alt2img/core";
import { printable } from "../printable.js";
import type { JudgedPage, WrittenImage } from "./judge-page.js";
import { textColumns } from "./text-columns.js";

type Format = Parameters<typeof styleText>[0];
type Paint = (format: Format, text: string) => string;

/** The width of a table where the width of the terminal is unknown. */
const DEFAULT_WIDTH = 120;
const LEAST_WIDTH = 60;
const GAP = "  ";

const HEAD = ["line", "element", "state", "image", "a screen reader says", "a training crawl takes"];
/** The widths of the first three columns, which don't grow. */
const FIXED_WIDTHS = [5, 8, 10];

const STATE_FORMATS: Record<TextState, Format> = { missing: "red", decorative: "gray", named: "green" };
const SEVERITY_FORMATS: Record<Severity, Format> = { error: "red", warning: "yellow", hint: "cyan" };

/**
 * A page's images as a table: a row for each, and below it what the linter found. It is as wide as the terminal, and in colour
 * if the terminal supports it (`NO_COLOR` is respected).
 */
export function imageTable({ images }: JudgedPage, stream: NodeJS.WriteStream): string {
  const paint: Paint = (format, text) => styleText(format, text, { stream });
  const width = Math.max(stream.columns ?? DEFAULT_WIDTH, LEAST_WIDTH);
  const widths = columnWidths(width);
  const blocks = images.map((image) => {
    const row = textColumns(imageCells(image, paint), widths, GAP);
    const findings = (image.findings ?? []).map(({ severity, rule, message, suggestion }) => {
      const text = printable(`${rule}: ${message} ${suggestion}`);
      const finding = `${paint(SEVERITY_FORMATS[severity], severity)} ${text}`;
      return textColumns(["", finding], [FIXED_WIDTHS[0]!, width - FIXED_WIDTHS[0]! - GAP.length], GAP);
    });
    return [row, ...findings].join("\n");
  });
  const head = textColumns(HEAD, widths, GAP);
  return [paint("bold", head), ...blocks].join("\n");
}

/** How many images are in which state, and what the linter found, on one line each. */
export function imageSummary({ images }: JudgedPage): string {
  const count = (state: TextState): number => images.filter(({ textState }) => textState === state).length;
  const states = `${formatCount(images.length, "image")}: ${count("named")} named, ${count("decorative")} decorative, ${count("missing")} missing`;
  if (images.every(({ findings }) => findings === undefined)) return states;
  const severities: Severity[] = ["error", "warning", "hint"];
  const findings = images.flatMap((image) => image.findings ?? []);
  const amounts = severities.map((severity) => {
    const amount = findings.filter((finding) => finding.severity === severity).length;
    return formatCount(amount, severity);
  });
  return `${states}\n${amounts.join(", ")}`;
}

function imageCells({ line, element, textState, url, screenReader, crawl }: WrittenImage, paint: Paint): string[] {
  const nothing = (reason: string): string => paint("gray", `nothing: ${reason}`);
  return [
    String(line),
    element,
    paint(STATE_FORMATS[textState], textState),
    url === undefined ? "–" : shortUrl(url),
    screenReader.speech === undefined ? nothing(screenReader.reason) : printable(screenReader.speech),
    crawl.text === undefined ? nothing(crawl.reason) : printable(crawl.text),
  ];
}

function columnWidths(width: number): number[] {
  const fixed = FIXED_WIDTHS.reduce((sum, column) => sum + column + GAP.length, 0);
  const rest = width - fixed - 2 * GAP.length;
  const image = Math.floor(rest * 0.26);
  const screenReader = Math.floor((rest - image) / 2);
  return [...FIXED_WIDTHS, image, screenReader, rest - image - screenReader];
}

/** The last parts of a path are enough to tell a page's images apart; the whole URL is in the JSON formats. */
function shortUrl(url: string): string {
  if (url.startsWith("data:")) return `${url.slice(0, 20)}…`;
  const parts = printable(url).split(/[?#]/)[0]!.split("/");
  const tail = parts.slice(-2).join("/");
  return parts.length > 5 ? `…/${tail}` : tail;
}
