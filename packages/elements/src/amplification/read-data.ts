import type { MeasuredShare } from "@alt2img/bias/amplification";
import { Alt2imgError, asNumber, asObject, asString, type Json } from "@alt2img/core";
import type { AmplificationData, AmplificationGroup, AmplificationSet } from "./tasks.js";

/** More can't be looked at, in one chart and in one list. */
const MOST_GROUPS = 200;
const MOST_SETS = 50;
/** One of a billion: a smaller share isn't one that anybody measured, and the ratio to it would be astronomical. */
const LEAST_SHARE = 1e-9;

/**
 * The figures in a value: those of `AmplificationData`, in which `groups` may stand for one set; or what
 * `alt2img bias report --training … --format json` gives.
 *
 * @throws Alt2imgError `elements/data` that names the place
 */
export function readData(value: unknown): AmplificationData {
  const object = asObject(value);
  if (object === undefined) throw wrong("The data", "an object with sets or groups", value);
  const groups = object["groups"];
  if (Array.isArray(groups) && groups.some((group) => asObject(group)?.["shares"] !== undefined)) {
    return ofReport(groups.map((group) => asObject(group) ?? {}));
  }
  const note = asString(object["note"]);
  const parity = object["parity"];
  if (parity !== undefined && !isShare(parity)) throw wrong("parity", "a number from 0 to 1", parity);
  const sets = Array.isArray(object["sets"])
    ? distinct(listOf(object["sets"], "sets", MOST_SETS).map(readSet))
    : [{ name: "", groups: readGroups(groups, "groups") }];
  return { of: textOf(object["of"], "of"), parity, ...(note === undefined ? {} : { note }), sets };
}

function readSet(set: unknown, i: number): AmplificationSet {
  const where = `sets[${i}]`;
  const object = asObject(set);
  if (object === undefined) throw wrong(where, "an object with name and groups", set);
  return { name: textOf(object["name"], `${where}.name`), groups: readGroups(object["groups"], `${where}.groups`) };
}

/** A set is chosen by its name. */
function distinct(sets: readonly AmplificationSet[]): readonly AmplificationSet[] {
  for (const [i, { name }] of sets.entries()) {
    const first = sets.findIndex((each) => each.name === name);
    if (first < i) throw wrong(`sets[${i}].name`, `another name than that of sets[${first}]`, name);
  }
  return sets;
}

function readGroups(groups: unknown, where: string): AmplificationGroup[] {
  return listOf(groups, where, MOST_GROUPS).map((group, i) => {
    const at = `${where}[${i}]`;
    const object = asObject(group);
    if (object === undefined) throw wrong(at, "an object with name, data and pictures", group);
    return {
      name: textOf(object["name"], `${at}.name`),
      data: shareOf(object["data"], `${at}.data`),
      pictures: shareOf(object["pictures"], `${at}.pictures`),
    };
  });
}

/** A set for each model. */
function ofReport(groups: readonly Json[]): AmplificationData {
  for (const [i, group] of groups.entries()) {
    for (const key of ["model", "guidance", "value"]) checkWord(group[key], `groups[${i}].${key}`);
  }
  const compared = groups.filter((group) => group["amplification"] !== undefined);
  if (compared.length === 0) {
    const message = "The report has no shares of training data to compare with. Make it with --training.";
    throw new Alt2imgError("elements/data", message);
  }
  const models = [...new Set(compared.map(({ model }) => String(model)))].slice(0, MOST_SETS);
  const guidances = new Set(compared.map(({ guidance }) => String(guidance)));
  const groupOf = (group: Json, i: number): AmplificationGroup => {
    const { training, outputs } = asObject(group["amplification"]) ?? {};
    const own = [group["value"], guidances.size > 1 ? `guidance ${group["guidance"]}` : undefined];
    const name = own.filter((part) => part !== undefined && part !== "").join(", ");
    return {
      name: name || String(group["model"]),
      data: estimateOf(training, `groups[${i}].amplification.training`),
      pictures: estimateOf(outputs, `groups[${i}].amplification.outputs`),
    };
  };
  const values = asObject(compared[0]!["shares"])?.["values"];
  const of = asString(asObject(Array.isArray(values) ? values[0] : undefined)?.["value"]);
  if (of === undefined) throw wrong("groups[0].shares.values", "a list of shares with their values", values);
  return {
    of,
    sets: models.map((name) => ({
      name,
      groups: compared
        .filter(({ model }) => String(model) === name)
        .slice(0, MOST_GROUPS)
        .map(groupOf),
    })),
  };
}

/** As the report writes it: with `value` in place of `share`. */
function estimateOf(estimate: unknown, where: string): MeasuredShare {
  const { value, interval } = asObject(estimate) ?? {};
  return shareOf({ share: value, interval }, where);
}

function shareOf(share: unknown, where: string): MeasuredShare {
  if (isMeasured(share)) return share;
  const { count, total, share: value, interval } = asObject(share) ?? {};
  if (isCount(count) && isCount(total) && total > 0 && count <= total) return { count, total };
  const { low, high, level = 0.95 } = asObject(interval) ?? {};
  if (isMeasured(value) && isShare(low) && isShare(high) && low <= value && value <= high && level === 0.95) {
    return { share: value, interval: { low, high, level } };
  }
  const forms = `{ count, total }, { share, interval: { low, high, level: 0.95 } }, or a number: 0, or from ${LEAST_SHARE} to 1`;
  throw wrong(where, forms, share);
}

const isShare = (value: unknown): value is number => {
  const number = asNumber(value);
  return number !== undefined && number >= 0 && number <= 1;
};
const isMeasured = (value: unknown): value is number => isShare(value) && (value === 0 || value >= LEAST_SHARE);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What a group of a report is named by. */
function checkWord(word: unknown, where: string): void {
  if (word === undefined || asString(word) !== undefined || asNumber(word) !== undefined) return;
  throw wrong(where, "a text or a number", word);
}

function textOf(text: unknown, where: string): string {
  const given = asString(text);
  if (given === undefined) throw wrong(where, "a text", text);
  return given;
}

function listOf(list: unknown, where: string, most: number): readonly unknown[] {
  if (Array.isArray(list) && list.length > 0 && list.length <= most) return list;
  throw wrong(where, `a list of 1 to ${most}`, Array.isArray(list) ? `a list of ${list.length}` : list);
}

function wrong(where: string, wanted: string, found: unknown): Alt2imgError {
  const shown = typeof found === "string" ? found : (JSON.stringify(found) ?? "missing");
  return new Alt2imgError("elements/data", `${where} has to be ${wanted}, but is ${shown.slice(0, 200)}.`);
}
