import { laionRules, minTextLength, type PairRecipe, type PairRule, respectOptOut } from "@alt2img/dataset";
import type { PairsSettings } from "./messages.js";

/** The recipe that the command's options ask for. Rules are functions, so every worker makes its own. */
export function recipeOf({ sources, minTextLength: characters, robots, ...settings }: PairsSettings): PairRecipe {
  const rules: PairRule[] = settings.laion ? laionRules() : [];
  if (characters !== undefined) rules.push(minTextLength(characters));
  if (settings.respectOptOut) rules.push(respectOptOut({ robots }));
  return { sources, address: settings.laion ? "src" : settings.address, rules };
}
