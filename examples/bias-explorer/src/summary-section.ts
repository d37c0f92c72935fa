import { byId, h } from "@alt2img/example-shared/element";
import type { Column } from "./column.js";
import { latest } from "./latest.js";
import { columnTitle, type PageContext, type Section } from "./section.js";
import { type Side, sides } from "./settings.js";
import { type TableRow, table } from "./table.js";
import type { Summary } from "./worker/protocol.js";

const CAPTION =
  "How colourful people find them: 0 is grey, 15 slightly, 45 averagely, 82 highly colourful (Hasler and Süsstrunk 2003)";
const HEADS = ["Column", "Colourfulness", "95 % interval", "Pictures"];

/** The average of each column's pictures, and how colourful they are. */
export function connectSummary(context: PageContext, columns: Readonly<Record<Side, Column>>): Section {
  const colours = byId("colours", HTMLDivElement);
  const work = latest();
  return {
    showSettings: () => undefined,
    update() {
      colours.replaceChildren();
      void work.run(
        async (signal) => {
          const rows: TableRow[] = [];
          for (const side of sides) {
            const images = context.pictures(side).map(({ image }) => image);
            if (images.length === 0) continue;
            const title = columnTitle(context, side);
            const summary = await context.measurer("summarize", [images], { signal });
            columns[side].showAverage(summary.average, images.length);
            rows.push(rowOf(title, summary));
          }
          if (rows.length > 0)
            colours.replaceChildren(table({ label: "Colourfulness", caption: CAPTION }, HEADS, rows));
        },
        (message) => colours.replaceChildren(h("p", {}, message)),
      );
    },
  };
}

function rowOf(title: string, { colourfulness: { mean, interval, n } }: Summary): TableRow {
  const range = interval === undefined ? "–" : `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}`;
  return { head: title, cells: [mean.toFixed(1), range, String(n)] };
}
