import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { entries } from "../entries/entries.js";

const home = fileURLToPath(new URL("../parts/", import.meta.url));

describe("the data packages' modules", () => {
  const made = entries(home);

  it.each([...made.keys()])("%s is up to date with the files (`npm run entries` updates it)", (path) => {
    expect(readFileSync(join(home, path), "utf8")).toBe(made.get(path));
  });
});

describe("entries", () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true }));

  function packageOf(readme: string): Map<string, string> {
    folder = mkdtempSync(join(tmpdir(), "alt2img-tiny-"));
    mkdirSync(join(folder, "clip/files/onnx"), { recursive: true });
    writeFileSync(join(folder, "clip/README.md"), readme);
    writeFileSync(join(folder, "clip/files/onnx/text_model.onnx"), "abc");
    return entries(folder);
  }

  it("list each file with its literal URL, its size and its SHA-256, in the module and in the README", () => {
    const made = packageOf("# Part\n\n<!-- files -->\nold\n<!-- /files -->\n\nThe end.\n");
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect([...made.keys()]).toEqual(["clip/index.js", "clip/index.d.ts", "clip/README.md"]);
    expect(made.get("clip/index.js")).toContain(`  {
    path: "onnx/text_model.onnx",
    url: new URL("./files/onnx/text_model.onnx", import.meta.url),
    bytes: 3,
    sha256: "${sha256}",
  },`);
    expect(made.get("clip/README.md")).toContain(`| \`onnx/text_model.onnx\` | 3 | \`${sha256}\` |`);
    expect(made.get("clip/README.md")).not.toContain("old");
    expect(made.get("clip/README.md")).toMatch(/<!-- \/files -->\n\nThe end\.\n$/);
  });

  it("refuse a README without a place for the table", () => {
    expect(() => packageOf("# Part\n")).toThrow("no table of files to replace");
  });
});
