import type { AssociationTest, MultilevelTest } from "@alt2img/bias/association";
import { formatNumber } from "@alt2img/core";

type Names = Readonly<Record<"X" | "Y" | "A" | "B", string>>;

/** An association test for people: what was compared, how large the difference is, and how sure. */
export function weatText({ X, Y, A, B }: Names, { differential, targets, similarities }: MultilevelTest): string {
  const width = Math.max(X.length, Y.length);
  const cosine = (pair: keyof typeof similarities): string => similarities[pair].mean.toFixed(3).padStart(6);
  const lines = [
    `${X} rather than ${Y}, with ${A} rather than ${B}`,
    `  effect size  ${effect(differential)}`,
    `  p-value      ${pValue(differential)}`,
    "",
    `Each by itself: above 0 towards ${A}, below towards ${B}`,
    `  ${X.padEnd(width)}  ${effect(targets.X)}, p ${pValue(targets.X)}`,
    `  ${Y.padEnd(width)}  ${effect(targets.Y)}, p ${pValue(targets.Y)}`,
    "",
    "Mean cosines",
    `  ${X.padEnd(width)}  ${A} ${cosine("XA")}   ${B} ${cosine("XB")}`,
    `  ${Y.padEnd(width)}  ${A} ${cosine("YA")}   ${B} ${cosine("YB")}`,
  ];
  const { missing, warnings } = differential;
  if (missing.length > 0) lines.push("", `Left out, since they have no vector: ${missing.join(", ")}`);
  for (const warning of warnings) lines.push("", warning);
  return `${lines.join("\n")}\n`;
}

function effect({ effectSize, interval }: AssociationTest): string {
  if (Number.isNaN(effectSize)) return "none: all associations are equal";
  if (interval === undefined) return `d = ${effectSize.toFixed(2)}`;
  const { low, high, level } = interval;
  return `d = ${effectSize.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)} at ${(level * 100).toFixed(0)} %)`;
}

function pValue({ pValue: { atLeast, method, permutations } }: AssociationTest): string {
  const p = atLeast < 0.0001 ? atLeast.toExponential(1) : atLeast.toFixed(4);
  return `${p} (${method === "exact" ? "of all" : "of"} ${formatNumber(permutations)} relabellings)`;
}
