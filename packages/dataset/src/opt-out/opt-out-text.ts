import type { OptOutSignal } from "@alt2img/core";

/** The signals as they are in files, without repetitions: `noai`, `gptbot: noindex`, `tdm-reservation`. */
export function formatOptOut(signals: readonly OptOutSignal[]): string[] {
  return [...new Set(signals.map(({ agent, signal }) => (agent === "*" ? signal : `${agent}: ${signal}`)))];
}

/** Parses what `formatOptOut` wrote; it doesn't contain the place where the signal was found. */
export function parseOptOut(text: string): OptOutSignal {
  const colon = text.lastIndexOf(": ");
  return colon === -1
    ? { signal: text, agent: "*" }
    : { signal: text.slice(colon + 2), agent: text.slice(0, colon).toLowerCase() };
}
