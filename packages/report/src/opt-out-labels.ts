import type { OptOutSignals } from "@alt2img/alt-text";

export type OptOutLabel = {
  /** What is said, for counting: `noai`, `TDM reserved`, `licence`. */
  signal: string;
  /** The same with its particulars, for a page. */
  text: string;
};

const DIRECTIVES = ["noai", "noimageai", "noindex", "noimageindex"] as const;

/** A page's signals in the words of their conventions, as the report shows them. */
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

/** Whether the page asks everybody not to train on it. */
export function reservesTraining({ noai, noimageai, tdmReservation }: OptOutSignals): boolean {
  return [...noai, ...noimageai].some(({ agent }) => agent === "*") || tdmReservation?.reserved === true;
}
