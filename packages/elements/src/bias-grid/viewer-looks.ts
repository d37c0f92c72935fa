import type { PictureOrder } from "../text-to-image/tasks.js";
import type { Look } from "./looks.js";
import { type GridOrder, ordersOf } from "./orders.js";

/** The value of the choice “none of these”; that of a label has an equals sign before it, and `""` is for pictures without one. */
export const NEITHER = "neither";
export const choiceOf = (label: string): string => `=${label}`;

/** Names a picture, whatever grid it is in. */
export const keyOf = (order: PictureOrder): string => JSON.stringify(order);

/**
 * What the viewer said about a grid's pictures.
 *
 * @param there how many of the grid's pictures are there
 * @param values of the choices, by `keyOf`
 */
export function viewerLooks(
  order: GridOrder,
  there: number,
  values: ReadonlyMap<string, string>,
  labels: readonly string[],
): (Look & { readonly key: string })[] {
  return ordersOf(order)
    .slice(0, there)
    .flatMap((each): (Look & { readonly key: string })[] => {
      const key = keyOf(each);
      const value = values.get(key);
      const label = labels.find((one) => choiceOf(one) === value);
      return value === NEITHER || label !== undefined ? [{ key, model: each.model, label }] : [];
    });
}
