import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { createServer, build as viteBuild } from "vite";
import webpack from "webpack";
import { type BrowserProject, type ProjectFolder, writeProject } from "./browser-project.js";
import { importMap } from "./import-map.js";
import { inProduction } from "./in-production.js";
import { type Served, serveFolders } from "./serve-folders.js";

/** The ways in which a package gets onto a page. `"module"` is a bare `<script type="module">` with an import map. */
export const bundlers = ["vite dev", "vite build", "webpack", "esbuild", "module"] as const;
export type Bundler = (typeof bundlers)[number];

/**
 * Writes the project, bundles it without any setting that its author would have to know of, and serves the page.
 *
 * @throws whatever the bundler throws; a warning of webpack is an error
 */
export async function serveBundled(bundler: Bundler, project: BrowserProject): Promise<Served> {
  const folder = writeProject(project);
  try {
    const served = await serve(bundler, folder, project);
    return {
      url: served.url,
      close: async () => {
        await served.close();
        folder.remove();
      },
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function serve(
  bundler: Bundler,
  { path, installed }: ProjectFolder,
  { headers = {}, warning }: BrowserProject,
): Promise<Served> {
  const out = join(path, "out");
  const assets = join(path, "public");
  switch (bundler) {
    case "vite dev": {
      writeFileSync(join(path, "index.html"), html(`<script type="module" src="/page.js"></script>`));
      const server = await createServer({
        ...{ configFile: false, root: path, logLevel: "error", clearScreen: false },
        server: { host: "127.0.0.1", port: 0, headers: { ...headers } },
      });
      await server.listen();
      return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
    }
    case "vite build":
      writeFileSync(join(path, "index.html"), html(`<script type="module" src="/page.js"></script>`));
      await inProduction(() => viteBuild({ configFile: false, root: path, logLevel: "error", build: { outDir: out } }));
      return await serveFolders([out], headers);
    case "webpack":
      await runWebpack(path, out, warning);
      writeFileSync(join(out, "index.html"), html(`<script src="/page.js"></script>`));
      return await serveFolders([out, assets], headers);
    case "esbuild":
      await esbuild({
        ...{ entryPoints: [join(path, "page.js")], outdir: out, bundle: true, format: "esm", splitting: true },
        logLevel: "silent",
      });
      writeFileSync(join(out, "index.html"), html(`<script type="module" src="/page.js"></script>`));
      return await serveFolders([out, assets], headers);
    case "module": {
      const map = JSON.stringify(importMap(path, installed));
      const scripts = `<script type="importmap">${map}</script><script type="module" src="/page.js"></script>`;
      writeFileSync(join(path, "index.html"), html(scripts));
      return await serveFolders([path, assets], headers);
    }
  }
}

function html(scripts: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,"><body>${scripts}</body>`;
}

async function runWebpack(path: string, out: string, warning: RegExp | undefined): Promise<void> {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack(
      {
        ...{ mode: "production", context: path, entry: "./page.js" },
        output: { path: out, filename: "page.js" },
        // webpack warns about large bundles; that is not what these tests are about.
        performance: false,
        ignoreWarnings: warning === undefined ? [] : [{ message: warning }],
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
  });
  if (stats === undefined || stats.hasErrors() || stats.hasWarnings()) {
    throw new Error(stats?.toString({ all: false, errors: true, warnings: true }) ?? "webpack made nothing");
  }
}
