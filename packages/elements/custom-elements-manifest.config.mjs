/**
 * What is of no use to authors of pages: state inside of an element, which the analyzer takes for attributes, and the name of
 * `emit`'s parameter, which it takes for an event.
 */
const onlyPublic = {
  name: "only-public",
  /** @param {{ customElementsManifest: import("custom-elements-manifest/schema").Package }} context */
  packageLinkPhase({ customElementsManifest: { modules } }) {
    for (const declaration of modules.flatMap(({ declarations = [] }) => declarations)) {
      if (!("members" in declaration) || declaration.members === undefined) continue;
      const inside = new Set(
        declaration.members
          .filter(({ privacy }) => privacy !== undefined && privacy !== "public")
          .map(({ name }) => name),
      );
      declaration.members = declaration.members.filter(({ name }) => !inside.has(name));
      if ("attributes" in declaration) {
        declaration.attributes = declaration.attributes?.filter(({ fieldName = "" }) => !inside.has(fieldName));
      }
      if ("events" in declaration) declaration.events = declaration.events?.filter(({ name }) => name !== "name");
    }
  },
};

export default {
  globs: ["src/base/alt2img-element.ts", "src/**/*-element.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
  plugins: [onlyPublic],
};
