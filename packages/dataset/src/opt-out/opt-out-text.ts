import type { OptOutSignal } from "@alt2img/core";

/** The signals as files hold them, each once: `noai`, `gptbot: noindex`, `tdm-reservation`. */
export function formatOptOut(signals: readonly OptOutSignal[]): string[] {
  return [...new Set(signals.map(({ agent, signal }) => (agent === "*" ? signal : `${agent}: ${signal}`)))];
}

/** What `formatOptOut` wrote, without the place where it was said. */
export function parseOptOut(text: string): OptOutSignal {
  const colon = text.lastIndexOf(": ");
  return colon === -1
    ? { signal: text, agent: "*" }
    : { signal: text.slice(colon + 2), agent: text.slice(0, colon).toLowerCase() };
}
