import { join } from "node:path";
import { manifestOf } from "./browser-project.js";

/** What a browser understands of `exports`. */
const CONDITIONS = new Set(["import", "browser", "module", "default"]);

/** Where a page without a bundler finds each entry point of the packages in `project/node_modules`, by URL. */
export function importMap(project: string, packages: readonly string[]): { imports: Record<string, string> } {
  const imports: Record<string, string> = {};
  for (const name of packages) {
    const { exports, module, main } = manifestOf(join(project, "node_modules", name));
    const entries = exports === undefined ? { ".": module ?? main ?? "index.js" } : asSubpaths(exports);
    for (const [subpath, target] of Object.entries(entries)) {
      const file = choose(target);
      if (file === undefined) continue;
      const specifier = (name + subpath.slice(1)).replace("*", "");
      imports[specifier] = `/node_modules/${name}/${file.replace(/^\.\//, "").replace("*", "")}`;
    }
  }
  return { imports };
}

/** `exports` may be one target for the whole package. */
function asSubpaths(exports: unknown): Record<string, unknown> {
  const isMap =
    typeof exports === "object" && exports !== null && Object.keys(exports).some((key) => key.startsWith("."));
  return isMap ? (exports as Record<string, unknown>) : { ".": exports };
}

/** The first condition that holds, as the order in `exports` says; `undefined` where none does. */
function choose(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const chosen = CONDITIONS.has(condition) ? choose(inner) : undefined;
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}
