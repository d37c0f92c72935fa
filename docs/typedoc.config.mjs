import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "API",
  entryPointStrategy: "packages",
  entryPoints: [
    "core",
    "crawl",
    "alt-text",
    "wordnet",
    "image",
    "onnx",
    "clip",
    "diffusion",
    "dataset",
    "bias",
    "report",
    "tiny",
    "elements",
  ].map((name) => `../packages/${name}`),
  packageOptions: {
    // Modules are named as they are imported: see typedoc-names.mjs.
    entryModule: "index",
    entryFileName: "index",
    displayBasePath: root,
    excludeInternal: true,
    excludePrivate: true,
    // What elements keep for themselves is protected, because Lit has to see it.
    excludeProtected: true,
    excludeExternals: true,
    readme: "none",
    validation: { notExported: true, invalidLink: true, notDocumented: false },
    disableGit: true,
    sourceLinkTemplate: "https://github.com/alt2img/alt2img/blob/main/{path}#L{line}",
  },
  plugin: ["typedoc-plugin-markdown", "typedoc-vitepress-theme", "./typedoc-names.mjs"],
  out: "./api",
  docsRoot: ".",
  readme: "none",
  includeVersion: false,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  // A page an import, not one a name: the website is a tenth as large, and the reader finds what belongs together.
  outputFileStrategy: "modules",
  useCodeBlocks: true,
  parametersFormat: "table",
  propertiesFormat: "table",
  typeDeclarationFormat: "table",
  treatWarningsAsErrors: true,
  disableGit: true,
  sourceLinkTemplate: "https://github.com/alt2img/alt2img/blob/main/{path}#L{line}",
};
