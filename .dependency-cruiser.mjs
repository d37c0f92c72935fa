// The floors of ARCHITECTURE.md: an import may only go down, never up and never sideways within a floor.
const floors = [
  ["core"],
  ["image", "onnx", "crawl", "alt-text", "wordnet"],
  ["clip", "diffusion"],
  ["dataset", "bias"],
  ["tiny", "report"],
  ["cli", "elements"],
];

/** @param {string[]} names */
const sources = (names) => `^packages/(${names.join("|")})/src/`;

const floorRules = floors.flatMap((floor, level) => {
  const above = floors.slice(level + 1).flat();
  return floor.map((name) => {
    const forbidden = [...above, ...floor.filter((other) => other !== name)];
    return {
      name: `floor-${level}-${name}`,
      comment: `packages/${name} is on floor ${level}: it may import only from the floors below.`,
      severity: "error",
      from: { path: sources([name]) },
      to: { path: `^packages/(${forbidden.join("|")})/` },
    };
  });
});

export default {
  forbidden: [
    ...floorRules.filter(({ to }) => !to.path.includes("()")),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "known-floor",
      comment: "A new package has to be given its floor in .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^packages/", pathNot: `^packages/(testing|${floors.flat().join("|")})/` },
      to: {},
    },
    {
      name: "sources-do-not-import-tests",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "^packages/testing/" },
      to: { path: "(^packages/testing/|/test/)" },
    },
    {
      name: "declared-dependencies",
      comment: "A package's own dependencies must include what its source imports.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "resolvable",
      comment: "What only Vite resolves (assets by their URL, its own types) is checked by its build.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "(\\?(raw|url)\\b|^vite/client$)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // The starters are no part of the workspace: their packages come from npm.
    exclude: { path: "(^|/)(dist|out|node_modules)/|^examples/starter-" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["@alt2img/source", "import", "node", "default"],
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
