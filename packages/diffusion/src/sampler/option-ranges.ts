import { Alt2imgError } from "@alt2img/core";

/** @throws Alt2imgError `diffusion/order` unless it is one of `orders` */
export function checkOrder(order: number, orders: readonly number[]): void {
  if (orders.includes(order)) return;
  throw new Alt2imgError("diffusion/order", `The order of the sampler is ${order}. Give ${inWords(orders)}.`);
}

/**
 * @param most the largest one that makes sense for the sampler
 * @throws Alt2imgError `diffusion/eta` for a number below 0 or above `most`
 */
export function checkEta(eta: number, most: number = Number.MAX_VALUE): void {
  if (eta >= 0 && eta <= most) return;
  const range = most === Number.MAX_VALUE ? "of at least 0" : `from 0 to ${most}`;
  throw new Alt2imgError("diffusion/eta", `eta is ${eta}; give a number ${range}.`);
}

/** @throws Alt2imgError `diffusion/share` unless `r` is above 0 and at most 1 */
export function checkShare(r: number): void {
  if (r > 0 && r <= 1) return;
  throw new Alt2imgError("diffusion/share", `r is ${r}; give a number above 0, at most 1.`);
}

const inWords = (numbers: readonly number[]): string => `${numbers.slice(0, -1).join(", ")} or ${numbers.at(-1)}`;
