import type { Dataset } from "@alt2img/dataset/store";
import { pictureOfRow } from "../pairs/picture-of-row.js";

/** In pixels. */
const SIDE = 64;
/** The pictures of so few rows are read all at once. */
const FEW_ROWS = 5000;

const PICTURES = ["image", "picture"];

/** Small pictures of rows; `undefined` for one without a picture that can be read. */
export async function thumbnails(
  dataset: Dataset,
  rows: readonly number[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<(ImageBitmap | undefined)[]> {
  const columns = PICTURES.filter((name) => dataset.columns.some((column) => column.name === name));
  if (columns.length === 0 || rows.length === 0) return rows.map(() => undefined);
  const options = { columns, signal };
  const found = new Map<number, Readonly<Record<string, unknown>>>();
  if (dataset.rowCount <= FEW_ROWS) {
    const wanted = new Set(rows);
    const range = { start: Math.min(...rows), end: Math.max(...rows) + 1 };
    for await (const { index, row } of dataset.rows({ ...options, ...range }))
      if (wanted.has(index)) found.set(index, row);
  } else {
    for (const { index, row } of await Promise.all(rows.map((each) => dataset.row(each, options))))
      found.set(index, row);
  }
  return Promise.all(rows.map((row) => bitmapOf(pictureOfRow(found.get(row) ?? {}))));
}

async function bitmapOf(url: string | undefined): Promise<ImageBitmap | undefined> {
  const base64 = /^data:[^,]*;base64,(.*)$/.exec(url ?? "")?.[1];
  if (base64 === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const whole = await createImageBitmap(new Blob([bytes]));
    const scale = SIDE / Math.max(whole.width, whole.height);
    const [resizeWidth, resizeHeight] = [whole.width, whole.height].map((side) =>
      Math.max(1, Math.round(side * scale)),
    );
    const small = await createImageBitmap(whole, { resizeWidth: resizeWidth!, resizeHeight: resizeHeight! });
    whole.close();
    return small;
  } catch {
    // A broken picture: its point is drawn instead.
    return undefined;
  }
}
