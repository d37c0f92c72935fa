import type { IncomingHttpHeaders } from "node:http";
import { optOutSignals } from "@alt2img/alt-text";
import { listOptOut } from "../opt-out/list-opt-out.js";
import { formatOptOut } from "../opt-out/opt-out-text.js";
import { FetchError } from "./fetch-error.js";

/**
 * Throws if an answer's headers say `noai`, `noimageai`, `noindex` or `noimageindex` (`X-Robots-Tag`) to all robots or to one of
 * these, as img2dataset heeds them, or reserve text and data mining (TDMRep).
 *
 * @param robots names in lower case
 * @throws FetchError `dataset/opt-out`
 */
export function checkOptOut(url: URL, headers: IncomingHttpHeaders, robots: readonly string[]): void {
  const signals = listOptOut(optOutSignals({ metas: [], links: [] }, headers)).filter(
    ({ agent }) => agent === "*" || robots.includes(agent),
  );
  if (signals.length === 0) return;
  const said = formatOptOut(signals).join(", ");
  throw new FetchError("dataset/opt-out", `The headers of ${url.href} say: ${said}.`, { declined: true });
}
