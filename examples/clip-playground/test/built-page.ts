import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));

/** No inline scripts or styles, no workers from a blob, no other servers. */
const headers = {
  "Content-Security-Policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' blob: data:",
};

/** Builds the page as `npm run build` does, and serves it under a strict Content-Security-Policy. */
export async function serveBuiltPage(): Promise<FileServer> {
  const outDir = mkdtempSync(join(tmpdir(), "alt2img-playground-"));
  try {
    await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
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
