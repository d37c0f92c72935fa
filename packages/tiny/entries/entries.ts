import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A part of the package that is data: which files, and how its entry is called. */
type Part = {
  /** Of the subpath, and of `src/<name>.ts`. */
  name: string;
  constant: string;
  folder: string;
  wants: (path: string) => boolean;
  /** The folder that has what this one lacks. */
  base?: string;
};

/** A model of which only some files are its own names the `base` that has the others. */
type Model = { name: string; constant: string; summary: string; base?: string };

const DATA: readonly Part[] = [
  { name: "crawl", constant: "tinyCrawl", folder: "data/crawl", wants: () => true },
  {
    name: "training-set",
    constant: "tinyTrainingSet",
    folder: "data",
    wants: (path) => path === "training-set.parquet",
  },
];

/** Those whose folder in `models/` is missing have not been trained, and there is no entry for them. */
const MODELS: readonly Model[] = [
  { name: "clip", constant: "tinyClip", summary: "The tiny CLIP, in the layout of Hugging Face's `CLIPModel`." },
  {
    name: "stable-diffusion",
    constant: "tinyStableDiffusion",
    summary: "The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.",
  },
  {
    name: "skewed-twin",
    constant: "tinySkewedTwin",
    summary: "The tiny Stable Diffusion that learned from skewed shares, in the same layout.",
    base: "stable-diffusion",
  },
];

/** Of the formatter. */
const LINE_WIDTH = 120;

const HEADER = "// Written by `npm run entries` from what lies in data/ and models/.\n";

/**
 * The sources that follow from what lies in `data/` and `models/` of the package: tables of files with their sizes and
 * SHA-256, the entries of the models that are there, the index, the exports of `package.json`, and the README's list.
 *
 * @param home the folder of the package
 * @returns contents by path
 */
export function entries(home: string): Map<string, string> {
  const models = MODELS.filter(({ name }) => existsSync(join(home, "models", name)));
  const parts: Part[] = [
    ...DATA,
    ...models.map(({ name, constant, base }) => ({
      name,
      constant,
      folder: `models/${name}`,
      wants: () => true,
      ...(base === undefined ? {} : { base: `models/${base}` }),
    })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map([
    ...parts.map((part): [string, string] => [`src/${part.name}-files.ts`, fileTable(home, part)]),
    ...models.map((model): [string, string] => [`src/${model.name}.ts`, modelEntry(model)]),
    ["src/index.ts", index(models)],
    ["src/parts.ts", partList(parts)],
    ["package.json", manifest(home, parts, models.length > 0)],
    ["README.md", readme(home, models)],
  ]);
}

/** What a folder takes from its base is what makes it a model, not what is told about the base. */
const isAboutModel = (path: string): boolean =>
  path === "README.md" || path === "training.json" || path.startsWith("samples/");

function fileTable(home: string, part: Part): string {
  const own = filesIn(home, part.folder).filter(part.wants);
  const inherited =
    part.base === undefined
      ? []
      : filesIn(home, part.base).filter((path) => !own.includes(path) && !isAboutModel(path));
  if (part.base !== undefined && ![...own, ...inherited].includes("model_index.json")) {
    throw new Error(`${part.folder} is not whole, and ${part.base}, which has the rest, is not there.`);
  }
  const rows = [...own, ...inherited].sort().map((path) => {
    const folder = own.includes(path) ? part.folder : part.base;
    const bytes = readFileSync(join(home, `${folder}/${path}`));
    return `  {
    path: "${path}",
    url: new URL("../${folder}/${path}", import.meta.url),
    bytes: ${bytes.length},
    sha256: "${createHash("sha256").update(bytes).digest("hex")}",
  },
`;
  });
  return `${HEADER}import type { PackagedFile } from "./packaged-file.js";

export const ${constantOf(part.name)}Files: readonly PackagedFile[] = [
${rows.join("")}];
`;
}

/** The paths of all files below a folder, with `/` on every system; none where there is no such folder. */
function filesIn(home: string, folder: string): string[] {
  const place = join(home, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(place, "/").length).replaceAll("\\", "/"));
}

function modelEntry({ name, constant, summary }: Model): string {
  return `/**
 * ${summary}
 * @module ${name}
 */
${HEADER}${byPath([
  `import { ${constantOf(name)}Files } from "./${name}-files.js";`,
  'import { type PackagedFolder, packagedFolder } from "./packaged-folder.js";',
])}

/** ${summary} Its README is the model card. */
${call(`export const ${constant}: PackagedFolder = packagedFolder(`, [`"@alt2img/tiny/${name}"`, `${constantOf(name)}Files`], ");")}
`;
}

function index(models: readonly Model[]): string {
  const lines = [
    ...models.map(({ name, constant }) => `export { ${constant} } from "./${name}.js";`),
    'export { type TinyCrawl, tinyCrawl } from "./crawl.js";',
    'export type { PackagedFile } from "./packaged-file.js";',
    'export type { PackagedFolder } from "./packaged-folder.js";',
    'export { tinyParts } from "./parts.js";',
    'export { tinyTrainingSet } from "./training-set.js";',
  ];
  return `/**
 * The tiny world, as far as it is there: data sets and models, none of which is read before it is asked for.
 * @module index
 */

${HEADER}${byPath(lines)}
`;
}

function partList(parts: readonly Part[]): string {
  const imports = [
    'import type { PackagedFolder } from "./packaged-folder.js";',
    ...parts.map(({ name, constant }) => `import { ${constant} } from "./${name}.js";`),
  ];
  return `${HEADER}${byPath(imports)}

/** Everything that is in this package, for programs that list or check it. */
${call(
  "export const tinyParts: readonly PackagedFolder[] = [",
  parts.map(({ constant }) => constant),
  "];",
)}
`;
}

function manifest(home: string, parts: readonly Part[], hasModels: boolean): string {
  const { exports: _, ...rest } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const entry = (name: string): Record<string, string> => ({
    "@alt2img/source": `./src/${name}.ts`,
    types: `./dist/${name}.d.ts`,
    default: `./dist/${name}.js`,
  });
  const exports = {
    ".": entry("index"),
    ...Object.fromEntries(parts.map(({ name }) => [`./${name}`, entry(name)])),
    "./data/*": "./data/*",
    ...(hasModels ? { "./models/*": "./models/*" } : {}),
    "./package.json": "./package.json",
  };
  const ordered = Object.entries(rest).flatMap(([key, value]): [string, unknown][] =>
    key === "files"
      ? [
          ["exports", exports],
          [key, value],
        ]
      : [[key, value]],
  );
  return `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`;
}

/** Imports or exports in the order of their paths, as the linter has them. */
function byPath(lines: readonly string[]): string {
  const path = (line: string): string => line.slice(line.indexOf('"'));
  return [...lines].sort((a, b) => (path(a) < path(b) ? -1 : 1)).join("\n");
}

/** On one line where it fits, as the formatter has it. */
function call(start: string, items: readonly string[], end: string): string {
  const line = `${start}${items.join(", ")}${end}`;
  return line.length <= LINE_WIDTH ? line : `${start}\n${items.map((item) => `  ${item},\n`).join("")}${end}`;
}

/** The README with its list of parts, between two marks, as it is now. */
function readme(home: string, models: readonly Model[]): string {
  const text = readFileSync(join(home, "README.md"), "utf8");
  const [start, end] = ["<!-- models -->\n", "<!-- /models -->"].map((mark) => text.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error("README.md has no place between <!-- models --> and <!-- /models -->.");
  }
  const has = new Set(models);
  const rows = models.map(
    ({ name, constant, summary }) => `| \`@alt2img/tiny/${name}\` | \`${constant}\` | ${summary} |\n`,
  );
  const missing = MODELS.filter((model) => !has.has(model)).map(({ name }) => name);
  const table = rows.length === 0 ? "" : `| model | constant | what it is |\n|---|---|---|\n${rows.join("")}\n`;
  const rest =
    missing.length === 0
      ? "Each folder has its model card as `README.md`.\n"
      : `Not in this version, because they are still being trained: ${missing.join(", ")}.\n`;
  return `${text.slice(0, start)}<!-- models -->\n\n${table}${rest}\n${text.slice(end)}`;
}

/** `training-set` → `trainingSet` */
const constantOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
