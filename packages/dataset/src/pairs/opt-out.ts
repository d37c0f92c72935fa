import type { OptOutSignals } from "@alt2img/alt-text";
import type { CheckedRules } from "./pair-options.js";

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;
const TDM_RESERVATION = "tdm-reservation";

/** A `meta` element in which none of these stands is no signal: `none` says what `noindex` does. */
export const OPT_OUT_WORDS: readonly string[] = [...DIRECTIVES, "none", TDM_RESERVATION];

/** The signals as `ImageTextPair.optOut` holds them; empty where the page says nothing. */
export function optOutList(signals: OptOutSignals): string[] {
  const list = DIRECTIVES.flatMap((directive) =>
    signals[directive].map(({ agent }) => (agent === "*" ? directive : `${agent}: ${directive}`)),
  );
  if (signals.tdmReservation?.reserved) list.push(TDM_RESERVATION);
  return [...new Set(list)];
}

/** Whether the page is to be left out: a rule addresses all robots or one of those named, or mining is reserved. */
export function isOptedOut(optOut: readonly string[], { respectOptOut, robots }: CheckedRules): boolean {
  if (!respectOptOut) return false;
  return optOut.some((rule) => {
    const colon = rule.indexOf(": ");
    return colon === -1 || robots.has(rule.slice(0, colon));
  });
}
