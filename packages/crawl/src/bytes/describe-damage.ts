import { formatCount } from "@alt2img/core";

export type DamageSite = {
  /** Stored bytes from the start of the member or frame to where reading continues. */
  length: number;
  /** Nothing that can be read follows. */
  isLast: boolean;
  /** It has no end. */
  isCut: boolean;
};

/** What is wrong with a gzip member or zstd frame, and what of the file is read after it. */
export function describeDamage(
  container: "gzip member" | "zstd frame",
  damage: string,
  { length, isLast, isCut }: DamageSite,
): string {
  const bytes = formatCount(length, "byte");
  if (isCut && isLast) return `The file ends inside the ${container}, after ${bytes} of it.`;
  const rest = isLast ? "no record follows it" : `reading continues ${bytes} after its start`;
  return `The ${container} is damaged: ${isCut ? "it is cut off" : damage}. What was read of it may be wrong, and the rest is lost; ${rest}.`;
}
