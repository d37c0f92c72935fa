/** The sets of drawings that come with the elements. */
export type SetName = "animals" | "faces" | "food";

export const setNames: readonly SetName[] = ["faces", "animals", "food"];

/** Height and width of a drawing, in pixels. */
export const SIDE = 32;
/** Drawings in a row of a set's file. */
export const COLUMNS = 14;
