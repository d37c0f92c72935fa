// Frameworks remove an attribute whose value is undefined, or assign undefined or null: each property then has its default again.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

type Declaration = {
  tagName?: string;
  attributes?: { name: string; fieldName: string }[];
  members?: { kind: string; name: string; privacy?: string; readonly?: boolean }[];
};
type Manifest = { modules: { declarations?: Declaration[] }[] };
type Values = Record<string, unknown>;

const manifest = JSON.parse(
  readFileSync(new URL("../../dist/custom-elements.json", import.meta.url), "utf8"),
) as Manifest;
const elements = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .flatMap(({ tagName, attributes = [], members = [] }) => {
    const fields = members.filter(
      ({ kind, privacy, readonly }) => kind === "field" && privacy === "public" && !readonly,
    );
    return tagName === undefined ? [] : [{ tagName, attributes, fields: fields.map(({ name }) => name) }];
  });

describe.skipIf(!hasChromium)("what is not given", () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  const openAll = () =>
    site.open(`<div hidden>${elements.map(({ tagName }) => `<${tagName}></${tagName}>`).join("")}</div>`);

  it("as an attribute that is removed leaves the default of its property", async () => {
    const { page } = await openAll();
    const wrong = await page.evaluate(
      (all) =>
        all.flatMap(({ tagName, attributes }) => {
          const fresh = document.createElement(tagName) as unknown as Values;
          return attributes.flatMap(({ name, fieldName }) => {
            const element = document.createElement(tagName);
            element.setAttribute(name, "3");
            element.removeAttribute(name);
            const value = (element as unknown as Values)[fieldName];
            return value === fresh[fieldName] || value === false ? [] : [`${tagName} ${name}: ${value}`];
          });
        }),
      elements,
    );
    expect(elements).toHaveLength(19);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it.each([undefined, null])("as a property that is %s leaves its default, and nothing breaks", async (absent) => {
    const { page, complaints } = await openAll();
    const wrong = await page.evaluate(
      async ({ all, absent }) => {
        const wrong: string[] = [];
        for (const { tagName, fields } of all) {
          const fresh = document.createElement(tagName) as unknown as Values;
          const element = document.querySelector(tagName) as unknown as Values;
          for (const name of fields) {
            element[name] = absent;
            if (JSON.stringify(element[name]) !== JSON.stringify(fresh[name]))
              wrong.push(`${tagName} ${name}: ${element[name]}`);
          }
          await element["updateComplete"];
        }
        return wrong;
      },
      { all: elements, absent },
    );
    expect(elements.flatMap(({ fields }) => fields).length).toBeGreaterThan(elements.length);
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
