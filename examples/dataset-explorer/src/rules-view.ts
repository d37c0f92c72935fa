import {
  columnOf,
  type Histogram,
  isNumberKey,
  type LanguageChoice,
  type NumberKey,
  type RuleKey,
  type RuleSettings,
  ruleKeys,
} from "@alt2img/elements/funnel/pairs-funnel";
import { h, svg } from "@alt2img/example-shared/element";
import { languageTitles, numberRules, ruleInfo } from "./rules.js";
import type { Opened } from "./worker/protocol.js";

export type RulesView = {
  readonly element: HTMLElement;
  /** Puts settings into the controls. */
  show(rules: Readonly<RuleSettings>): void;
};

/** The controls of all rules that the data has values for, and which rules it has none for. */
export function rulesView(opened: Opened, onChange: (key: RuleKey, value: RuleSettings[RuleKey]) => void): RulesView {
  const parts: { element: HTMLElement; show: (rules: Readonly<RuleSettings>) => void }[] = [];
  const without: string[] = [];
  for (const key of ruleKeys) {
    if (columnOf(opened.table, key) === undefined) without.push(ruleInfo[key].title.toLowerCase());
    else if (isNumberKey(key)) parts.push(numberControl(key, opened.histograms[key]!, onChange));
    else if (key === "language") parts.push(languageControl(onChange));
    else parts.push(switchControl(key, onChange));
  }
  return {
    element: h(
      "div",
      {},
      ...parts.map(({ element }) => element),
      without.length > 0 &&
        h("p", { class: "soft" }, `These pairs have no values for the rules ${without.join(", ")}.`),
    ),
    show: (rules) => {
      for (const part of parts) part.show(rules);
    },
  };
}

type Part = { element: HTMLElement; show: (rules: Readonly<RuleSettings>) => void };

function numberControl(
  key: NumberKey,
  histogram: Histogram,
  onChange: (key: NumberKey, value: number | undefined) => void,
): Part {
  const { title, keeps, note, step, start, unit } = numberRules[key];
  const { least, most, missing } = histogram;
  const noteId = `rule-${key}-note`;
  const common = { min: least, max: most, step, "aria-describedby": noteId };
  const on = h("input", { type: "checkbox", id: `rule-${key}` });
  const slider = h("input", { type: "range", class: "slider", "aria-label": `${title}: ${keeps}`, ...common });
  const exact = h("input", { type: "number", class: "exact", "aria-label": `${title}: ${keeps}, as a number`, step });
  const bars = drawBars(histogram);
  const within = (value: number): number => Math.min(most, Math.max(least, value));
  on.addEventListener("change", () => onChange(key, on.checked ? within(start) : undefined));
  slider.addEventListener("input", () => onChange(key, slider.valueAsNumber));
  exact.addEventListener("change", () => {
    if (Number.isFinite(exact.valueAsNumber)) onChange(key, exact.valueAsNumber);
  });
  const element = h(
    "fieldset",
    { class: "rule", "data-rule": key },
    h("legend", {}, h("label", {}, on, " ", title)),
    h("div", { class: "bars" }, bars.element, slider),
    h(
      "span",
      { class: "bound" },
      h("span", { "aria-hidden": true }, keeps, " "),
      exact,
      unit !== undefined && ` ${unit}`,
    ),
    h(
      "p",
      { class: "soft note", id: noteId },
      note,
      missing > 0 && ` It also rejects the ${missing.toLocaleString("en")} pairs without a value.`,
    ),
  );
  return {
    element,
    show(rules) {
      const bound = rules[key];
      on.checked = bound !== undefined;
      slider.disabled = exact.disabled = bound === undefined;
      element.classList.toggle("off", bound === undefined);
      slider.value = String(bound ?? within(start));
      if (document.activeElement !== exact || exact.value === "") exact.value = String(bound ?? within(start));
      bars.mark(bound, keeps.endsWith("below"));
    },
  };
}

/** The values as bars; those that the rule rejects are hatched. */
function drawBars({ least, most, bins }: Histogram): {
  element: SVGElement;
  mark: (bound: number | undefined, rejectsAbove: boolean) => void;
} {
  const highest = Math.max(...bins, 1);
  // A root, so that small bins can be seen.
  const bars = [...bins].map((count, i) => {
    const height = count === 0 ? 0 : Math.max(1, 38 * Math.sqrt(count / highest));
    return svg("rect", { x: i * 10, y: 40 - height, width: 9, height });
  });
  let marked: number | undefined = Number.NaN;
  const line = svg("line", { class: "threshold", y1: 0, y2: 40 });
  return {
    element: svg(
      "svg",
      { viewBox: `0 0 ${bins.length * 10} 40`, preserveAspectRatio: "none", "aria-hidden": true },
      ...bars,
      line,
    ),
    mark(bound, rejectsAbove) {
      if (bound === marked) return;
      marked = bound;
      const at = bound === undefined ? -1 : ((bound - least) / (most - least)) * bins.length;
      for (const [i, bar] of bars.entries()) {
        const isKept = bound === undefined || i + 0.5 < at === rejectsAbove;
        bar.classList.toggle("in", isKept);
        bar.classList.toggle("out", !isKept);
      }
      const x = Math.min(bins.length, Math.max(0, at)) * 10;
      line.setAttribute("x1", String(x));
      line.setAttribute("x2", String(x));
      line.setAttribute("visibility", bound === undefined ? "hidden" : "visible");
    },
  };
}

function languageControl(onChange: (key: "language", value: LanguageChoice | undefined) => void): Part {
  const { title, note } = ruleInfo.language;
  const select = h(
    "select",
    { id: "rule-language", "aria-describedby": "rule-language-note" },
    h("option", { value: "" }, "all languages"),
    ...Object.entries(languageTitles).map(([value, text]) => h("option", { value }, text)),
  );
  select.addEventListener("change", () =>
    onChange("language", select.value === "" ? undefined : (select.value as LanguageChoice)),
  );
  return {
    element: h(
      "div",
      { class: "rule", "data-rule": "language" },
      h("label", { for: "rule-language", class: "legend" }, title),
      select,
      h("p", { class: "soft note", id: "rule-language-note" }, note),
    ),
    show: (rules) => {
      select.value = rules.language ?? "";
    },
  };
}

function switchControl(key: "duplicates", onChange: (key: "duplicates", value: true | undefined) => void): Part {
  const { title, keeps, note } = ruleInfo[key];
  const on = h("input", { type: "checkbox", "aria-describedby": `rule-${key}-note` });
  on.addEventListener("change", () => onChange(key, on.checked ? true : undefined));
  return {
    element: h(
      "div",
      { class: "rule", "data-rule": key },
      h("label", { class: "legend" }, on, ` ${title}: ${keeps}`),
      h("p", { class: "soft note", id: `rule-${key}-note` }, note),
    ),
    show: (rules) => {
      on.checked = rules[key] !== undefined;
    },
  };
}
