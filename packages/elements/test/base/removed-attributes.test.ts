// Frameworks remove an attribute whose value is undefined: each property then has its default again.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

type Manifest = {
  modules: { declarations?: { tagName?: string; attributes?: { name: string; fieldName: string }[] }[] }[];
};

const manifest = JSON.parse(
  readFileSync(new URL("../../dist/custom-elements.json", import.meta.url), "utf8"),
) as Manifest;
const elements = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .flatMap(({ tagName, attributes = [] }) => (tagName === undefined ? [] : [{ tagName, attributes }]));

describe.skipIf(!hasChromium)("an attribute that is removed", () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("leaves the default of its property", async () => {
    const tags = elements.map(({ tagName }) => `<${tagName}></${tagName}>`);
    const { page } = await site.open(`<div hidden>${tags.join("")}</div>`);
    await page.waitForFunction(
      (tags) => tags.every((tag) => customElements.get(tag)),
      elements.map((each) => each.tagName),
    );
    const wrong = await page.evaluate(
      (all) =>
        all.flatMap(({ tagName, attributes }) => {
          type Values = Record<string, unknown>;
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
    expect(elements).toHaveLength(18);
    expect(wrong).toEqual([]);
  });
});
