import type { DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";
import { keyOf } from "./viewer-looks.js";

type Draw<Options> = (order: PictureOrder, options: Options) => Promise<DrawnPicture>;

/** So many drawings are remembered; the oldest go first. */
const MOST = 500;

/** Draws what wasn't drawn before. */
export function remember<Options>(draw: Draw<Options>): Draw<Options> {
  const remembered = new Map<string, DrawnPicture>();
  return async (order, options) => {
    const key = keyOf(order);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const picture = await draw(order, options);
    remembered.set(key, picture);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest);
    return picture;
  };
}
