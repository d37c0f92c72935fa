/** The file of a worker in a package's `dist`. */
export type PackagedWorker = {
  /** Of the package, as in `@alt2img/onnx`. */
  readonly packageName: string;
  /** Of the file. */
  readonly name: string;
  /** What `new URL("../dist/" + name, import.meta.url)` gives, written out in a file of the package's `src`. */
  readonly known: URL;
  /** That file's `import.meta.url`, from a function of its own: bundlers must not take the two for one. */
  readonly module: string;
};

/** Where a page finds a worker: where the bundler put it, in the package's own folder, or next to the page's module. */
export function workerUrl({ packageName, name, known, module }: PackagedWorker): URL {
  const untouched = new URL(`../dist/${name}`, module);
  const isOwnFolder = isPackageFolder(packageName, untouched) || module.includes("/src/");
  if (known.href !== untouched.href || isOwnFolder) return known;
  // Vite before version 8 moves packages there in development, but not their other files.
  if (module.includes("/.vite/deps/")) return new URL(`../../${packageName}/dist/${name}`, module);
  return new URL(name, module);
}

/** Whether it is in an npm package's folder, by itself or on a CDN, which has the version in the path. */
function isPackageFolder(packageName: string, { pathname }: URL): boolean {
  const [, folder = ""] = /^(.*?)(@[^/@]+)?\/dist\/[^/]*$/.exec(pathname) ?? [];
  return folder.endsWith(`/${packageName}`);
}
