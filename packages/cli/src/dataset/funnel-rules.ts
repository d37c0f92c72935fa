import { Alt2imgError } from "@alt2img/core";
import {
  type FunnelPresetName,
  type FunnelRule,
  funnelPresets,
  type IfMissing,
  respectOptOutList,
} from "@alt2img/dataset/funnel";
import { readOptOutList } from "./opt-out-file.js";
import type { AskedRule, RuleContext } from "./rule-option.js";

/** The options that say what a funnel does. */
export type FunnelFlags = {
  preset?: FunnelPresetName;
  rule?: AskedRule[];
  /** The file of a list. */
  optOut?: string;
  ifMissing: IfMissing;
};

/**
 * The rules of the preset, with those of `--rule`: one that measures the same takes the place of the preset's, and others follow.
 *
 * @param print told that no languages can be detected, if a rule needs them
 * @throws Alt2imgError `cli/usage` without any rule; `cli/input` for a list that can't be read; what the rules throw for their values
 */
export async function funnelRules(flags: FunnelFlags, print: (line: string) => void): Promise<FunnelRule[]> {
  const listed = flags.optOut === undefined ? [] : [respectOptOutList(await readOptOutList(flags.optOut))];
  return [...listed, ...(await presetRules(flags, print))];
}

async function presetRules(
  { preset, rule: asked = [], ifMissing, optOut }: FunnelFlags,
  print: (line: string) => void,
): Promise<FunnelRule[]> {
  if (preset === undefined && asked.length === 0 && optOut === undefined) {
    throw new Alt2imgError("cli/usage", "No rule was given. Add --preset NAME, or --rule NAME=VALUE.");
  }
  const wanted = rulesOf(preset, asked, { ifMissing });
  if (!wanted.some(isAboutLanguage)) return wanted;
  const { loadLanguageDetector } = await import("@alt2img/dataset/language");
  try {
    return rulesOf(preset, asked, { ifMissing, detect: await loadLanguageDetector() });
  } catch (error) {
    if (!(error instanceof Alt2imgError && error.code === "dataset/no-eld")) throw error;
    print("Languages are only read from the column LANGUAGE. To detect them: npm install eld");
    return wanted;
  }
}

function rulesOf(
  preset: FunnelPresetName | undefined,
  asked: readonly AskedRule[],
  context: RuleContext,
): FunnelRule[] {
  const rules = preset === undefined ? [] : funnelPresets[preset].rules(context);
  for (const { name, make } of asked) {
    const rule = checked(name, () => make(context));
    const at = rules.findIndex((each) => each.name === rule.name || measuresTheSame(each, rule));
    if (at === -1) rules.push(rule);
    else rules[at] = rule;
  }
  return rules;
}

function checked(name: string, make: () => FunnelRule): FunnelRule {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    throw new Alt2imgError("cli/usage", `--rule ${name}: ${error.message}`, { cause: error });
  }
}

const quantityOf = (rule: FunnelRule): string | undefined => ("quantity" in rule ? rule.quantity : undefined);

const measuresTheSame = (a: FunnelRule, b: FunnelRule): boolean =>
  quantityOf(a) !== undefined && quantityOf(a) === quantityOf(b);

const isAboutLanguage = (rule: FunnelRule): boolean => quantityOf(rule) === "language";
