import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type FileServer, serveFiles } from "@alt2img/testing/node";

export const docs: string = fileURLToPath(new URL("../", import.meta.url));

/** The built website on this machine, from memory. As hosts do, it answers `guide/clip` with `guide/clip.html`. */
export async function serveSite(): Promise<FileServer> {
  const dist = join(docs, ".vitepress/dist");
  const server = await serveFiles(
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(dist, path).replaceAll(sep, "/"), new Uint8Array(readFileSync(path))]),
  );
  server.fault = (path) => {
    const page = server.files.get(path === "" || path.endsWith("/") ? `${path}index.html` : `${path}.html`);
    return page && { body: page, headers: { "Content-Type": "text/html; charset=utf-8" } };
  };
  return server;
}
