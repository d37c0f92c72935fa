import { type Html, html } from "../html.js";
import type { ShownPage } from "./shown-pages.js";

/** The filter above the pages, hidden until its script runs.*/
export function filterForm(pages: readonly ShownPage[]): Html {
  const images = pages.flatMap((page) => page.images);
  const rules = [...new Set(images.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  return html`<form id="filter" role="search" aria-label="Filter images" hidden>
<label>Text or address <input id="filter-text" type="search" autocomplete="off" spellcheck="false"></label>
<label>State <select id="filter-state"><option value="">any</option><option>missing</option><option>decorative</option><option>named</option></select></label>
<label>Who gets a text <select id="filter-readers"><option value="">any</option><option value="both">heard and taken</option><option value="heard">heard, not taken</option><option value="taken">taken, not heard</option><option value="neither">neither</option></select></label>
<label>Finding <select id="filter-rule"><option value="">any or none</option><option value="*">any</option><option value="-">none</option>${rules.map((rule) => html`<option>${rule}</option>`)}</select></label>
<output id="filter-count" for="filter-text filter-state filter-readers filter-rule"></output>
</form>`;
}
