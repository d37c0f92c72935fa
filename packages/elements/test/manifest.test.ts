import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Named = { name?: string; fieldName?: string; description?: string; type?: { text: string } };
type Declaration = {
  kind: string;
  name: string;
  tagName?: string;
  description?: string;
  attributes?: Named[];
  events?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
  slots?: Named[];
};
type Manifest = { modules: { path: string; declarations?: Declaration[] }[] };

const manifest: Manifest = JSON.parse(readFileSync(new URL("../dist/custom-elements.json", import.meta.url), "utf8"));
const elements = manifest.modules.flatMap(({ path, declarations = [] }) =>
  declarations.filter(({ tagName }) => tagName !== undefined).map((each) => ({ ...each, path })),
);

describe("custom-elements.json", () => {
  it("has an element for each tag that is defined", () => {
    const sources = manifest.modules.filter(({ path }) => path.endsWith("-element.ts") && !path.includes("/base/"));
    const defined = sources.map(({ path }) => {
      const source = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
      return /defineElement\("([^"]+)"/.exec(source)?.[1];
    });
    expect(elements.map(({ tagName }) => tagName).sort()).toEqual(defined.sort());
  });

  it.each(elements)(
    "describes everything of $tagName",
    ({ path, description, attributes, events, cssParts, cssProperties }) => {
      const source = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
      expect(description).toMatch(/\.$/);
      for (const each of [attributes, events, cssParts, cssProperties]) {
        expect(each?.length).toBeGreaterThan(0);
        for (const named of each ?? []) expect(named.description, named.name ?? named.fieldName).toBeTruthy();
      }
      for (const { name, description: text = "" } of attributes ?? []) expect(text, name).toMatch(/default/i);
      const parts = [...source.matchAll(/part="([^"$]+)"/g)].flatMap(([, names = ""]) => names.split(" "));
      const documented = cssParts?.map(({ name }) => name) ?? [];
      for (const part of parts) expect(documented).toContain(part);
      const emitted = [...source.matchAll(/emit(?:<[^(]*>)?\(\s*"([^"]+)"/g)].map(([, name]) => name);
      expect(events?.map(({ name }) => name)).toEqual(expect.arrayContaining([...emitted, "alt2img-error"]));
    },
  );
});
