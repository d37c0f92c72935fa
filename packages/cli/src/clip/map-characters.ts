import type { RegionMap } from "@alt2img/clip";

/** From nothing to the greatest loss in the map. */
const SHADES = ["··", "░░", "▒▒", "▓▓", "██"];
/** For cells without which the score is higher by a fifth of the greatest change or more. */
const HIGHER = "--";

/** A map of a picture in characters, two for each cell, so that cells are about square. */
export function mapCharacters({ columns, rows, values }: RegionMap): string[] {
  const greatest = Math.max(...values.map(Math.abs));
  const cell = (value: number): string => {
    const share = greatest === 0 ? 0 : value / greatest;
    if (share <= -0.2) return HIGHER;
    return SHADES[Math.max(0, Math.round(share * (SHADES.length - 1)))]!;
  };
  return Array.from({ length: rows }, (_, row) =>
    values
      .slice(row * columns, (row + 1) * columns)
      .map(cell)
      .join(""),
  );
}
