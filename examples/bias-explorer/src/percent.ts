import { svg } from "@alt2img/example-shared/element";

type Range = { readonly low: number; readonly high: number };

/** `42 %`, which isn't broken into two lines. */
export const percent = (share: number): string => `${Math.round(100 * share)}\u00a0%`;

/** `42 % (20 % to 67 %)` */
export const percentWithin = (share: number, { low, high }: Range): string =>
  `${percent(share)} (${percent(low)}\u00a0to\u00a0${percent(high)})`;

/** A bar from 0 to 100 %, with its interval as a line and a tick for what it is compared with. It repeats what is written above it. */
export function shareBar(share: number, { low, high }: Range, reference?: number): SVGSVGElement {
  const x = (value: number): string => (100 * value).toFixed(2);
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 12", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", x: 0, y: 2, width: 100, height: 8 }),
    svg("rect", { class: "share", x: 0, y: 2, width: x(share), height: 8 }),
    svg("line", { class: "interval", x1: x(low), x2: x(high), y1: 6, y2: 6 }),
    reference !== undefined && svg("line", { class: "reference", x1: x(reference), x2: x(reference), y1: 0, y2: 12 }),
  );
}
