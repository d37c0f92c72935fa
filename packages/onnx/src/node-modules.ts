/** The parts of Node that folders and caches on disk need. */
export type NodeModules = {
  readonly fs: typeof import("node:fs/promises");
  readonly path: typeof import("node:path");
  readonly url: typeof import("node:url");
  readonly os: typeof import("node:os");
  readonly crypto: typeof import("node:crypto");
  readonly threads: typeof import("node:worker_threads");
};

/** Loaded at run time, so that bundlers for browsers find none of Node's modules; `undefined` in browsers. */
export function nodeModules(): NodeModules | undefined {
  const { process } = globalThis;
  if (process?.getBuiltinModule === undefined) return undefined;
  return {
    fs: process.getBuiltinModule("node:fs/promises"),
    path: process.getBuiltinModule("node:path"),
    url: process.getBuiltinModule("node:url"),
    os: process.getBuiltinModule("node:os"),
    crypto: process.getBuiltinModule("node:crypto"),
    threads: process.getBuiltinModule("node:worker_threads"),
  };
}
