import type { Chapter } from "../chapter.js";
import { html } from "../html.js";
import { formatNumber } from "../number.js";

/** What was broken in the files, and that the rest was read all the same. */
export function diagnosticsChapter(): Chapter {
  return {
    id: "diagnostics",
    title: "Diagnostics",
    render({ reading: { diagnostics, examples } }) {
      const codes = Object.entries(diagnostics).sort((a, b) => b[1] - a[1]);
      if (codes.length === 0) return html`<p>Nothing in the files was broken.</p>`;
      return html`<p>These things were broken in the files. Everything else was read.</p>
<div class="scroll"><table><thead><tr><th scope="col">What</th><th scope="col">Times</th><th scope="col">First met</th></tr></thead>
<tbody>${codes.map(([code, count]) => {
        const example = examples.find((each) => each.code === code);
        return html`<tr><th scope="row"><code>${code}</code></th><td>${formatNumber(count)}</td><td>${
          example &&
          html`<bdi>${example.message}</bdi> <small><bdi>${example.filename}</bdi>${example.offset !== undefined && `, byte ${formatNumber(example.offset)}`}</small>`
        }</td></tr>`;
      })}</tbody></table></div>`;
    },
  };
}
