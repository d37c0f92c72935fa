import type { OptOutSignal } from "@alt2img/core";
import type { PairRule } from "./pair-rule.js";

export type RespectOptOutOptions = {
  /** Robots whose rules count too, such as `["gptbot"]`, in upper or lower case. Rules for all robots always count. */
  robots?: readonly string[] | undefined;
};

/**
 * Leaves out pairs of pages that say, in a `meta` element or a response header, `noai`, `noimageai`, `noindex` or
 * `noimageindex` to all robots, as img2dataset does, or that reserve text and data mining (TDMRep).
 *
 * @see https://github.com/rom1504/img2dataset#opt-out-directives
 * @see TDM Reservation Protocol, https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/
 */
export function respectOptOut({ robots = [] }: RespectOptOutOptions = {}): PairRule {
  const names = new Set(robots.map((name) => name.toLowerCase()));
  const applies = ({ agent }: OptOutSignal): boolean => agent === "*" || names.has(agent);
  return {
    name: "opted out",
    source: "img2dataset's opt-out directives; the TDM Reservation Protocol",
    keep: ({ optOut }) => optOut === undefined || !optOut.some(applies),
  };
}
