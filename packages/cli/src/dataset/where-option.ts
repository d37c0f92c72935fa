import type { RowFilter } from "@alt2img/dataset/store";
import { InvalidArgumentError } from "commander";

const BOUND = /^([^<>=!]+)(>=|<=|>|<|!=|=)(.*)$/s;
const KINDS = { ">=": "atLeast", ">": "above", "<=": "atMost", "<": "below" } as const;

/** `similarity>=0.3`, `LANGUAGE=en,de`, `domain!=a.example`, together with those of an earlier option. */
export function whereList(text: string, earlier: RowFilter = {}): RowFilter {
  const [, name = "", operator = "", value = ""] = BOUND.exec(text) ?? [];
  const column = name.trim();
  // `similarity=>0.3` isn't a question about names.
  if (column === "" || value.trim() === "" || /^\s*[<>=]/.test(value)) {
    throw new InvalidArgumentError(
      "It must be a column, one of >=, >, <=, <, =, !=, and a value, as in similarity>=0.3.",
    );
  }
  if (Object.hasOwn(earlier, column)) throw new InvalidArgumentError(`${column} is there twice.`);
  if (operator === "=" || operator === "!=") {
    const names = value.split(",").map((each) => each.trim());
    return { ...earlier, [column]: operator === "=" ? { oneOf: names } : { noneOf: names } };
  }
  const bound = Number(value);
  if (!Number.isFinite(bound)) throw new InvalidArgumentError(`${operator} needs a number.`);
  return { ...earlier, [column]: { [KINDS[operator as keyof typeof KINDS]]: bound } } as RowFilter;
}
