/** What `alt2img-dataset-map` says. Counts come as the language writes them. */
export type DatasetMapMessages = {
  readonly reading: (share: string) => string;
  readonly drawing: (share: string) => string;
  readonly map: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly whole: string;
  readonly caption: string;
  readonly partly: (read: string, total: string) => string;
  readonly inView: (shown: string, all: string) => string;
  readonly chosen: (text: string, near: string) => string;
  readonly near: string;
  readonly table: string;
  readonly columns: { readonly text: string; readonly across: string; readonly down: string };
  readonly more: (written: string) => string;
};

export const datasetMapEn: DatasetMapMessages = {
  reading: (share) => `The embeddings are being read … ${share}`,
  drawing: (share) => `The map is being drawn … ${share}`,
  map: "Map of the pictures. The arrow keys go from one to the next, and Enter shows it; plus and minus zoom, the arrow keys with Shift move the map.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  whole: "Whole map",
  caption:
    "Pictures that a model finds similar lie near each other. Where the map has room, a point is its picture: zoom in to see more. What lies far apart says little, and left, right, up and down mean nothing.",
  partly: (read, total) => `The map is of the first ${read} of ${total} pairs.`,
  inView: (shown, all) => `${shown} of ${all} pictures are in view.`,
  chosen: (text, near) => `“${text}”. Next to it: ${near}.`,
  near: "Next to it on the map",
  table: "The pictures in view, as a table",
  columns: { text: "Text", across: "From the left", down: "From the top" },
  more: (written) => `And ${written} more: zoom in to list them.`,
};
