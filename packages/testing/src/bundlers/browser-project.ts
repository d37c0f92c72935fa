import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A web page as a user who has installed some packages would write it. */
export type BrowserProject = {
  /** The `import.meta.url` of the test: packages are taken as its own package sees them, that package included. */
  readonly from: string;
  /** Names of the packages to install. Their `dependencies` come along, peer dependencies do not. */
  readonly packages: readonly string[];
  /** Source of a JavaScript module that exports `result`: a value or a promise of one that survives JSON. */
  readonly main: string;
  /** Served next to the page, by path without a leading slash. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  /** A warning of webpack that this matches isn't an error. */
  readonly warning?: RegExp;
  /** Headers of every response, `Content-Security-Policy` for one. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** The folder of a project, with `node_modules` as npm would fill it. */
export type ProjectFolder = {
  readonly path: string;
  /** The name of every package in `node_modules`. */
  readonly installed: readonly string[];
  readonly remove: () => void;
};

/** Tells the page's result to `openPage`. */
const PAGE_SCRIPT = `import { result } from "./main.js";
globalThis.pageResult = Promise.resolve(result).then(
  (value) => ({ value }),
  (error) => ({ error: String(error?.stack ?? error) }),
);
`;

/**
 * Writes a project into an empty folder. The packages are installed as real folders, because bundlers treat a
 * linked package as the user's own source and an installed one as a library.
 */
export function writeProject({ from, packages, main, files = {} }: BrowserProject): ProjectFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "alt2img-page-")));
  const installed = new Map<string, string>();
  for (const name of packages) install(name, dirname(fileURLToPath(from)), path, installed);
  writeFileSync(join(path, "package.json"), JSON.stringify({ name: "page", private: true, type: "module" }));
  writeFileSync(join(path, "main.js"), main);
  writeFileSync(join(path, "page.js"), PAGE_SCRIPT);
  for (const [name, content] of Object.entries({ ".keep": "", ...files })) {
    const file = join(path, "public", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { path, installed: [...installed.keys()], remove: () => rmSync(path, { recursive: true, force: true }) };
}

function install(name: string, importer: string, project: string, installed: Map<string, string>): void {
  const source = findPackage(name, importer);
  const before = installed.get(name);
  if (before === source) return;
  if (before !== undefined) throw new Error(`two versions of ${name}: ${before} and ${source}`);
  installed.set(name, source);
  linkFiles(source, join(project, "node_modules", name));
  const { dependencies = {} } = manifestOf(source);
  for (const dependency of Object.keys(dependencies)) install(dependency, source, project, installed);
}

/** The real folder of a package, found as Node finds it from `importer`, or because `importer` is inside of it. */
function findPackage(name: string, importer: string): string {
  for (let folder = importer; ; folder = dirname(folder)) {
    if (manifestOf(folder).name === name) return realpathSync(folder);
    const candidate = join(folder, "node_modules", name);
    if (manifestOf(candidate).name === name) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new Error(`there is no package ${name} for ${importer}`);
  }
}

export function manifestOf(folder: string): {
  name?: string;
  dependencies?: Record<string, string>;
  exports?: unknown;
  main?: string;
  module?: string;
} {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as ReturnType<typeof manifestOf>;
  } catch {
    return {};
  }
}

function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isFile()) linkFile(source, target);
  }
}

/** A hard link costs nothing; on another disk the file is copied. */
function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
