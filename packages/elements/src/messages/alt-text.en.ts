import type { AltTextRuleId, Severity } from "@alt2img/alt-text/lint";
import type { ImageFilter, ReadBy } from "../alt-text/kinds.js";

/** What a rule says, in general. */
type RuleTexts = { readonly title: string; readonly why: string; readonly todo: string };

/** What `alt2img-alt-text` says. */
export type AltTextMessages = {
  readonly html: string;
  /** A page to start with. */
  readonly example: string;
  readonly filter: string;
  readonly filters: Readonly<Record<ImageFilter, string>>;
  /** @param count as the language writes it */
  readonly counts: Readonly<Record<ReadBy, (count: string) => string>>;
  readonly images: (count: number, written: string) => string;
  readonly findings: (count: number, written: string) => string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly heard: string;
  readonly taken: string;
  readonly silence: string;
  readonly nothing: string;
  readonly line: (number: string) => string;
  readonly noAlt: string;
  readonly noImage: string;
  readonly none: string;
  readonly who: string;
  readonly evidence: string;
  readonly decide: string;
  readonly more: (count: string) => string;
  readonly table: string;
  readonly columns: {
    readonly line: string;
    readonly image: string;
    readonly heard: string;
    readonly taken: string;
    readonly findings: string;
  };
  /** In English, the rules' own texts are used. */
  readonly rules: Readonly<Record<AltTextRuleId, RuleTexts>> | undefined;
  /** Reasons in English, with `*` for what varies, and in the language. */
  readonly reasons: readonly (readonly [english: string, translated: string])[];
};

const EXAMPLE = `<h1>Teapots</h1>
<p>All of them are made by hand.</p>
<img src="https://example.org/blue.jpg" alt="A blue teapot on a gas stove">
<img src="https://example.org/red.jpg" alt="image">
<img src="https://example.org/line.png" alt="">
<a href="/shop"><img src="https://example.org/IMG_0042.jpg"></a>`;

export const altTextEn: AltTextMessages = {
  html: "A page’s HTML. It is read, never run.",
  example: EXAMPLE,
  filter: "Show",
  filters: {
    all: "all",
    both: "heard and taken",
    heard: "only heard",
    taken: "only taken",
    neither: "neither",
    findings: "with findings",
  },
  counts: {
    both: (count) => `${count} heard and taken`,
    heard: (count) => `${count} only heard`,
    taken: (count) => `${count} only taken`,
    neither: (count) => `${count} neither`,
  },
  images: (count, written) => (count === 1 ? "1 image" : `${written} images`),
  findings: (count, written) => (count === 1 ? "1 finding" : `${written} findings`),
  severities: { error: "error", warning: "warning", hint: "hint" },
  heard: "Heard by people who listen to the page",
  taken: "Taken by a crawl for training data",
  silence: "silence",
  nothing: "nothing",
  line: (number) => `line ${number}`,
  noAlt: "no alt",
  noImage: "This page has no image.",
  none: "No such image on this page.",
  who: "Who says so?",
  evidence: "It is about: ",
  decide: "What should the alt be?",
  more: (count) => `Show ${count} more`,
  table: "As a table",
  columns: { line: "Line", image: "Image", heard: "Heard", taken: "Taken", findings: "Findings" },
  rules: undefined,
  reasons: [],
};
