import type { OptOutSignals } from "@alt2img/alt-text";

export type OptOutLabel = {
  /** The name of the signal, for counting: `noai`, `TDM reserved`, `licence`. */
  signal: string;
  /** The signal with its details, to show with a page. */
  text: string;
};

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;

/** A page's signals as the report shows them, in the words of their conventions. */
export function optOutLabels({ tdmReservation, tdmPolicy, licenses, ...robots }: OptOutSignals): OptOutLabel[] {
  const labels: OptOutLabel[] = DIRECTIVES.flatMap((signal) =>
    robots[signal].map(({ agent, from }) => ({
      signal,
      text: `${signal}${agent === "*" ? "" : ` for ${agent}`} (${from})`,
    })),
  );
  if (tdmReservation !== undefined) {
    const signal = tdmReservation.reserved ? "TDM reserved" : "TDM not reserved";
    labels.push({ signal, text: `${signal} (${tdmReservation.from})` });
  }
  if (tdmPolicy !== undefined) labels.push({ signal: "TDM policy", text: `TDM policy: ${tdmPolicy.url}` });
  for (const { value } of licenses) labels.push({ signal: "licence", text: `licence: ${value}` });
  return labels;
}

/** Whether the page asks everybody, and not only one robot, not to train on it. */
export function reservesTraining({ noai, noimageai, tdmReservation }: OptOutSignals): boolean {
  return [...noai, ...noimageai].some(({ agent }) => agent === "*") || tdmReservation?.reserved === true;
}
