import type { Plugin } from "vite";

/** Leaves packages out that elements could use but the page doesn't, so that their files don't go into its folder. */
export function leaveOut(...packages: readonly string[]): Plugin {
  const prefix = "\0left-out:";
  return {
    name: "leave-out",
    apply: "build",
    enforce: "pre",
    resolveId(source) {
      const left = packages.find((name) => source === name || source.startsWith(`${name}/`));
      return left && prefix + left;
    },
    load: (id) =>
      id.startsWith(prefix) ? `throw new Error("${id.slice(prefix.length)} isn't part of this page.");` : undefined,
  };
}
