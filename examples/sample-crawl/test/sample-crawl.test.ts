import { readdir, readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { collectBytes } from "@alt2img/core";
import { readWarc } from "@alt2img/crawl";
import { describe, expect, it } from "vitest";
import { captures } from "../captures.js";
import { sampleCrawl } from "../sample-crawl.js";

const folder = new URL("../", import.meta.url);
const committed = await readFile(new URL("sample-crawl.warc.gz", folder));

describe("sampleCrawl", () => {
  it("makes the same bytes on every run", async () => {
    expect(Buffer.from(await collectBytes(sampleCrawl())).equals(await collectBytes(sampleCrawl()))).toBe(true);
  });

  it("makes the committed file (`npm run make` updates it)", async () => {
    // Inflated, since another version of zlib may deflate otherwise.
    const made = gunzipSync(await collectBytes(sampleCrawl()));
    expect(made.equals(gunzipSync(committed))).toBe(true);
  });

  it("holds records of every kind that a crawler writes, none of them broken", async () => {
    const types = new Map<string, number>();
    const statuses = new Set<number>();
    const reader = readWarc(committed);
    for await (const record of reader) {
      types.set(record.type, (types.get(record.type) ?? 0) + 1);
      if (record.type === "response") statuses.add(record.http?.status ?? 0);
      await record.payload();
    }
    expect([...types.keys()].sort()).toEqual(["metadata", "request", "response", "revisit", "warcinfo"]);
    expect((types.get("response") ?? 0) + (types.get("revisit") ?? 0)).toBe(captures.length);
    expect(statuses).toEqual(new Set([200, 301, 404]));
    expect(reader.diagnosticCounts).toEqual({});
  });

  it("serves every drawing", async () => {
    const served = new Set(captures.map(({ file }) => file));
    const drawings = await readdir(new URL("images/", folder));
    // The drawings of which the crawl holds only a PNG, JPEG or WebP.
    const sources = drawings.filter(
      (name) => name.endsWith(".svg") && drawings.some((other) => isRasterOf(name, other)),
    );
    expect(drawings.filter((name) => !served.has(`images/${name}`) && !sources.includes(name))).toEqual([]);
  });

  it("stays small", async () => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"));
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(`${parentPath}/${name}`)).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
  });
});

function isRasterOf(svg: string, other: string): boolean {
  return other !== svg && other.replace(/\.[a-z]+$/, "") === svg.replace(/\.svg$/, "");
}
