import type { OptOutSignals } from "@alt2img/alt-text";
import type { OptOutSignal } from "@alt2img/core";

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;
const TDM_RESERVATION = "tdm-reservation";

/** The response headers that can opt out. */
export const OPT_OUT_HEADERS: readonly string[] = ["X-Robots-Tag", "TDM-Reservation"];

/** A `meta` element can only opt out if it contains one of these words; `none` implies `noindex`. */
export const OPT_OUT_WORDS: readonly string[] = [...DIRECTIVES, "none", TDM_RESERVATION];

/** Each pair has a copy of its page's list, so a page with many images and many robots would become gigabytes. */
const MAX_AGENTS = 200;

/**
 * What a page says against its use, as a list of signals; empty if it says nothing. A page that says the same thing to more than
 * 200 robots counts as saying it to all.
 */
export function listOptOut({ tdmReservation, ...signals }: OptOutSignals): OptOutSignal[] {
  const list = DIRECTIVES.flatMap((signal): OptOutSignal[] => {
    const [first, ...others] = signals[signal];
    if (first !== undefined && others.length >= MAX_AGENTS) return [{ signal, ...first, agent: "*" }];
    return signals[signal].map((rule) => ({ signal, ...rule }));
  });
  if (tdmReservation?.reserved) list.push({ signal: TDM_RESERVATION, agent: "*", from: tdmReservation.from });
  return list;
}
