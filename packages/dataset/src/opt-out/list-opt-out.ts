import type { OptOutSignals } from "@alt2img/alt-text";
import type { OptOutSignal } from "@alt2img/core";

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;
const TDM_RESERVATION = "tdm-reservation";

/** The lines of a response's head that can opt out. */
export const OPT_OUT_HEADERS: readonly string[] = ["X-Robots-Tag", "TDM-Reservation"];

/** A `meta` element that contains none of these words says nothing against the use of its page; `none` means `noindex`. */
export const OPT_OUT_WORDS: readonly string[] = [...DIRECTIVES, "none", TDM_RESERVATION];

/** What a page says against its use, one signal after the other; empty where it says nothing. */
export function listOptOut({ tdmReservation, ...signals }: OptOutSignals): OptOutSignal[] {
  const list: OptOutSignal[] = DIRECTIVES.flatMap((signal) => signals[signal].map((rule) => ({ signal, ...rule })));
  if (tdmReservation?.reserved) list.push({ signal: TDM_RESERVATION, agent: "*", from: tdmReservation.from });
  return list;
}
