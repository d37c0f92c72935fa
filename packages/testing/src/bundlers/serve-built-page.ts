import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { build } from "vite";
import { type FileServer, serveFiles } from "../file-server.js";
import { inProduction } from "./in-production.js";

/** No inline scripts or styles, no workers from a blob, no other servers. */
const headers = {
  "Content-Security-Policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' blob: data:",
};

/** Builds the page in the folder `root` as `vite build` does, and serves it under a strict Content-Security-Policy. */
export async function serveBuiltPage(root: string): Promise<FileServer> {
  const outDir = mkdtempSync(join(tmpdir(), "alt2img-page-"));
  try {
    await inProduction(() => build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } }));
    const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return await serveFiles(
      files.map((file) => [relative(outDir, file).replaceAll(sep, "/"), new Uint8Array(readFileSync(file))]),
      headers,
    );
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
