import { readFileSync } from "node:fs";

type Described = { name: string; description?: string; type?: { text: string }; inheritedFrom?: unknown };
type Declaration = {
  tagName?: string;
  description?: string;
  attributes?: Described[];
  events?: Described[];
  cssParts?: Described[];
};
type Manifest = { modules: { declarations?: Declaration[] }[] };

export type Row = { name: string; type: string; description: string };
export type ElementFacts = {
  tag: string;
  /** The subpath of its import. */
  path: string;
  description: string;
  attributes: Row[];
  events: Row[];
  parts: Row[];
};

declare const data: ElementFacts[];

export { data };

const manifest = new URL("../../packages/elements/dist/custom-elements.json", import.meta.url);

/** The elements of the custom-elements manifest, without what all of them have. */
export default {
  watch: ["../../packages/elements/dist/custom-elements.json"],
  load(): ElementFacts[] {
    const { modules } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
    return modules
      .flatMap(({ declarations = [] }) => declarations)
      .flatMap(({ tagName, description = "", attributes, events, cssParts }) =>
        tagName === undefined
          ? []
          : [
              {
                tag: tagName,
                path: tagName.replace("alt2img-", ""),
                description,
                attributes: rows(attributes),
                events: rows(events),
                parts: rows(cssParts),
              },
            ],
      )
      .sort((a, b) => (a.tag < b.tag ? -1 : 1));
  },
};

const rows = (described: readonly Described[] = []): Row[] =>
  described
    .filter(({ inheritedFrom }) => inheritedFrom === undefined)
    .map(({ name, type, description = "" }) => ({
      name,
      type: (type?.text ?? "").replace(" | undefined", ""),
      description,
    }));
