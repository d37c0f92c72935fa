import type { Patch } from "../attribution/tasks.js";
import type { SetName } from "../drawings/sheets.js";

/** What `alt2img-attribution` says. Numbers come as the language writes them. */
export type AttributionMessages = {
  readonly explanation: string;
  readonly set: string;
  readonly sets: Readonly<Record<SetName, string>>;
  readonly patch: string;
  readonly patches: Readonly<Record<Patch, string>>;
  readonly seed: string;
  readonly other: string;
  readonly drawing: string;
  readonly picture: string;
  readonly help: string;
  /** @param difference a percentage */
  readonly nearest: (name: string, difference: string) => string;
  readonly sources: string;
  readonly place: (row: string, column: string) => string;
  /**
   * @param count of all, as a number and as the language writes it
   * @param shown how many of them, if not all
   */
  readonly from: (place: string, count: number, written: string, shown: string | undefined) => string;
  readonly credits: string;
};

export const attributionEn: AttributionMessages = {
  explanation:
    "This picture is drawn by a formula that has learned nothing: in each step, each pixel becomes the mean of the drawings that fit what is around it. So it is known exactly where each pixel comes from.",
  set: "Drawings",
  sets: { animals: "196 animals", faces: "196 faces", food: "196 dishes and fruits" },
  patch: "What the formula sees",
  patches: {
    growing: "all of it at first, then less and less",
    "3": "3 × 3 pixels",
    "7": "7 × 7 pixels",
    "15": "15 × 15 pixels",
  },
  seed: "Seed",
  other: "New noise",
  drawing: "Drawing …",
  picture: "The picture",
  help: "Point at a pixel, or go there with the arrow keys; with Shift, four at a time.",
  nearest: (name, difference) => `Nearest in the set: “${name}”, ${difference} away.`,
  sources: "Where does this pixel come from?",
  place: (row, column) => `Row ${row}, column ${column}`,
  from: (place, count, written, shown) =>
    `${place}: from ${count === 1 ? "1 drawing" : `${written} drawings`}${shown === undefined ? "" : `; the first ${shown}`}.`,
  credits: "The drawings are emoji by Google (Apache 2.0) and Microsoft (MIT).",
};
