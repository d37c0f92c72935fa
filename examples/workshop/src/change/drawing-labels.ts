import type { TrainingDrawing } from "./training-drawing.js";

/** What each drawing is called, no two alike: `woman pilot with dark skin tone, by Google Inc, 2 of 2`. */
export function drawingLabels(drawings: readonly Pick<TrainingDrawing, "name" | "author">[]): string[] {
  const titles = drawings.map(({ name, author }) => `${name}, by ${author}`);
  return titles.map((title, i) => {
    const all = titles.filter((each) => each === title).length;
    const place = titles.slice(0, i + 1).filter((each) => each === title).length;
    return all === 1 ? title : `${title}, ${place} of ${all}`;
  });
}
