import { InvalidArgumentError } from "commander";
import { share } from "../option-parsers.js";

/** A name and what belongs to it: `fruit: apple, pear`. */
export type NamedList = { readonly name: string; readonly items: readonly string[] };

function parseNamedList(text: string): NamedList {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim();
  if (name === "")
    throw new InvalidArgumentError("It must be a name, a colon and a list, such as “fruit: apple, pear”.");
  return {
    name,
    items: text
      .slice(colon + 1)
      .split(",")
      .map((item) => item.trim()),
  };
}

/** Two lists, without empty items. */
export function namedLists(text: string, earlier: readonly NamedList[] = []): NamedList[] {
  const { name, items } = parseNamedList(text);
  const given = items.filter((item) => item !== "");
  if (given.length === 0) throw new InvalidArgumentError(`The list of ${name} is empty.`);
  if (earlier.length === 2) throw new InvalidArgumentError("It is the third; give two.");
  if (earlier.some((list) => list.name === name))
    throw new InvalidArgumentError(`Both are called ${name}; give them different names.`);
  const twice = given.find((item, i) => given.indexOf(item) < i);
  if (twice !== undefined)
    throw new InvalidArgumentError(
      `The list of ${name} has “${twice}” twice, and it would count twice; leave one out.`,
    );
  return [...earlier, { name, items: given }];
}

/** Lists by their names; an empty item stands for no word. */
export function namedList(
  text: string,
  earlier: Readonly<Record<string, readonly string[]>> = {},
): Record<string, readonly string[]> {
  const { name, items } = parseNamedList(text);
  if (Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`There are two lists of ${name}; give one.`);
  return { ...earlier, [name]: items };
}

/** The same without empty items. */
export function termList(
  text: string,
  earlier: Readonly<Record<string, readonly string[]>> = {},
): Record<string, readonly string[]> {
  const lists = namedList(text, earlier);
  for (const [name, items] of Object.entries(lists)) {
    lists[name] = items.filter((item) => item !== "");
    if (lists[name].length === 0) throw new InvalidArgumentError(`The list of ${name} is empty.`);
  }
  return lists;
}

export function numberList(text: string): number[] {
  const numbers = text.split(",").map((each) => (each.trim() === "" ? Number.NaN : Number(each)));
  if (numbers.every(Number.isFinite)) return numbers;
  throw new InvalidArgumentError("It must be numbers, separated by commas.");
}

/** A share from 0 to 1 for each name: `tiny: 0.54`. */
export function namedShare(text: string, earlier: Readonly<Record<string, number>> = {}): Record<string, number> {
  const { name, items } = parseNamedList(text);
  if (Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`There are two shares of ${name}; give one.`);
  return { ...earlier, [name]: share(items.join(",")) };
}
