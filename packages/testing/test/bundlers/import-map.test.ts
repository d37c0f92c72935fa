import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importMap } from "../../src/bundlers/import-map.js";

const project = mkdtempSync(join(tmpdir(), "alt2img-import-map-"));
afterAll(() => rmSync(project, { recursive: true }));

const manifests: Record<string, object> = {
  plain: { main: "./lib/plain.js" },
  single: { exports: "./one.js" },
  conditions: { exports: { types: "./x.d.ts", node: "./node.js", import: "./web.js", require: "./old.cjs" } },
  nested: { exports: { ".": { node: { import: "./n.js" }, browser: { import: "./b.js" } }, "./sub": "./sub.js" } },
  "@scope/wide": { exports: { ".": "./index.js", "./files/*": "./dist/*", "./hidden": { require: "./no.cjs" } } },
};

describe("importMap", () => {
  it("resolves each specifier by a browser's conditions", () => {
    for (const [name, manifest] of Object.entries(manifests)) {
      mkdirSync(join(project, "node_modules", name), { recursive: true });
      writeFileSync(join(project, "node_modules", name, "package.json"), JSON.stringify({ name, ...manifest }));
    }
    expect(importMap(project, Object.keys(manifests))).toEqual({
      imports: {
        plain: "/node_modules/plain/lib/plain.js",
        single: "/node_modules/single/one.js",
        conditions: "/node_modules/conditions/web.js",
        nested: "/node_modules/nested/b.js",
        "nested/sub": "/node_modules/nested/sub.js",
        "@scope/wide": "/node_modules/@scope/wide/index.js",
        "@scope/wide/files/": "/node_modules/@scope/wide/dist/",
      },
    });
  });
});
