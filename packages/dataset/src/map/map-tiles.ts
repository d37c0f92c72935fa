import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { grid } from "@alt2img/image";

/** A square part of a map, with the row that each of its slots shows. */
export type MapTile = {
  /** The map is cut into `2 ** zoom` × `2 ** zoom` tiles. */
  readonly zoom: number;
  /** Counted from 0, from the left and from the top. */
  readonly x: number;
  readonly y: number;
  /** `slots × slots` rows, line by line; −1 for an empty slot. */
  readonly rows: Int32Array<ArrayBuffer>;
};

export type MapTilesOptions = {
  /** Slots on each side of a tile, from 1 to 64. Default 8. */
  slots?: number | undefined;
};

/** Sixteen million tiles. */
const MAX_ZOOM = 12;

/**
 * Which thumbnails to draw at a level of zoom. Of the rows in a slot, the one nearest to its centre is shown; the others appear
 * at a higher level. Tiles without rows are left out.
 *
 * @param positions `[rows, 2]`, from 0 to 1, as `mapEmbeddings` gives them
 * @param zoom from 0 to 12
 * @throws Alt2imgError `dataset/map-option` for a zoom, slots or a position out of range
 */
export function mapTiles(positions: Float32Array, zoom: number, { slots = 8 }: MapTilesOptions = {}): MapTile[] {
  const wrong = (name: string, value: number, wanted: string): Alt2imgError =>
    new Alt2imgError("dataset/map-option", `${name} is ${value}; it must be ${wanted}.`);
  if (!(Number.isInteger(zoom) && zoom >= 0 && zoom <= MAX_ZOOM)) throw wrong("zoom", zoom, `from 0 to ${MAX_ZOOM}`);
  if (!(Number.isInteger(slots) && slots >= 1 && slots <= 64)) throw wrong("slots", slots, "from 1 to 64");
  const across = 2 ** zoom * slots;
  const shown = new Map<number, { row: number; distance: number }>();
  for (let row = 0; 2 * row < positions.length; row++) {
    const [x, y] = [positions[2 * row]!, positions[2 * row + 1]!];
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
      throw wrong(`The position of row ${row}`, x, "two numbers from 0 to 1");
    const [column, line] = [Math.min(across - 1, Math.floor(x * across)), Math.min(across - 1, Math.floor(y * across))];
    const distance = (x * across - column - 0.5) ** 2 + (y * across - line - 0.5) ** 2;
    const slot = line * across + column;
    const other = shown.get(slot);
    if (other === undefined || distance < other.distance) shown.set(slot, { row, distance });
  }
  const tiles = new Map<number, MapTile>();
  for (const [slot, { row }] of [...shown].sort(([a], [b]) => a - b)) {
    const [column, line] = [slot % across, Math.floor(slot / across)];
    const [x, y] = [Math.floor(column / slots), Math.floor(line / slots)];
    const key = y * 2 ** zoom + x;
    let tile = tiles.get(key);
    if (tile === undefined) {
      tile = { zoom, x, y, rows: new Int32Array(slots * slots).fill(-1) };
      tiles.set(key, tile);
    }
    tile.rows[(line - y * slots) * slots + (column - x * slots)] = row;
  }
  return [...tiles.values()];
}

/**
 * A tile as a picture. Empty slots are transparent.
 *
 * @param thumbnails of the tile's rows, all of the same size
 * @throws Alt2imgError `dataset/map-option` if one is missing; what `grid` of `@alt2img/image` throws
 */
export function drawTile({ rows }: MapTile, thumbnails: ReadonlyMap<number, RasterImage>): RasterImage {
  const slots = Math.sqrt(rows.length);
  const first = thumbnails.get(rows.find((row) => row >= 0) ?? -1);
  const { width, height } = first ?? { width: 1, height: 1 };
  const nothing = { width, height, data: new Uint8ClampedArray(4 * width * height) };
  const images = Array.from(rows, (row) => {
    const image = row < 0 ? nothing : thumbnails.get(row);
    if (image !== undefined) return image;
    throw new Alt2imgError(
      "dataset/map-option",
      `There is no thumbnail of row ${row}. Give one for each row of the tile.`,
    );
  });
  return grid(images, { columns: slots, color: [0, 0, 0, 0] });
}
