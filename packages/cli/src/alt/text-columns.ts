import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/**
 * Cells next to each other, each wrapped to its column's width. Widths are in terminal columns: a Chinese character or an
 * emoji takes up two, an escape sequence for colour none.
 */
export function textColumns(cells: readonly string[], widths: readonly number[], gap = "  "): string {
  const columns = cells.map((cell, i) => wrapAnsi(cell, widths[i]!, { hard: true, trim: true }).split("\n"));
  const height = Math.max(...columns.map((lines) => lines.length));
  const rows = Array.from({ length: height }, (_, row) =>
    columns.map((lines, i) => padEnd(lines[row] ?? "", widths[i]!)).join(gap),
  );
  return rows.map((row) => row.trimEnd()).join("\n");
}

function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
