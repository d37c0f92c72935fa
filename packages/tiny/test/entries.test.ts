import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { entries } from "../entries/entries.js";

const home = fileURLToPath(new URL("..", import.meta.url));

describe("the entries in this package", () => {
  const made = entries(home);

  it.each([...made.keys()])("%s is as it follows from the files (`npm run entries` writes it)", (path) => {
    expect(readFileSync(join(home, path), "utf8")).toBe(made.get(path));
  });
});

describe("entries, when models come", () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A package with these models, each of two files. */
  function packageWith(...models: string[]): Map<string, string> {
    folder = mkdtempSync(join(tmpdir(), "alt2img-tiny-"));
    for (const file of ["package.json", "README.md"]) cpSync(join(home, file), join(folder, file));
    mkdirSync(join(folder, "data/crawl"), { recursive: true });
    for (const model of models) {
      mkdirSync(join(folder, "models", model, "unet"), { recursive: true });
      writeFileSync(join(folder, "models", model, "README.md"), "# Card\n");
      writeFileSync(join(folder, "models", model, "unet/model.onnx"), "abc");
      if (model === "stable-diffusion") writeFileSync(join(folder, "models", model, "model_index.json"), "{}");
    }
    return entries(folder);
  }

  it("exports each model that is there, with its files, and none that is not", () => {
    const made = packageWith("clip");
    expect([...made.keys()].filter((path) => /clip|diffusion|twin/.test(path))).toEqual([
      "src/clip-files.ts",
      "src/clip.ts",
    ]);
    expect(made.get("src/clip-files.ts")).toContain(`  {
    path: "unet/model.onnx",
    url: new URL("../models/clip/unet/model.onnx", import.meta.url),
    bytes: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  },`);
    expect(made.get("src/index.ts")).toContain('export { tinyClip } from "./clip.js";');
    expect(made.get("src/index.ts")).not.toContain("tinyStableDiffusion");
    const { exports } = JSON.parse(made.get("package.json")!);
    expect(Object.keys(exports)).toEqual([
      ".",
      "./clip",
      "./crawl",
      "./training-set",
      "./data/*",
      "./models/*",
      "./package.json",
    ]); // prettier-ignore
    expect(made.get("README.md")).toContain("| `@alt2img/tiny/clip` | `tinyClip` |");
    expect(made.get("README.md")).toContain("still being trained: stable-diffusion, skewed-twin.");
  });

  it("completes the twin with what it shares with the straight model, and refuses half a model", () => {
    packageWith("stable-diffusion", "skewed-twin");
    const base = join(folder, "models/stable-diffusion");
    mkdirSync(join(base, "samples"));
    for (const aboutBase of ["samples/sheet.webp", "training.json"]) writeFileSync(join(base, aboutBase), "");
    const table = entries(folder).get("src/skewed-twin-files.ts")!;
    const urls = [...table.matchAll(/new URL\("\.\.\/models\/([^"]+)"/g)];
    expect(urls.map(([, path]) => path)).toEqual([
      "skewed-twin/README.md",
      "stable-diffusion/model_index.json",
      "skewed-twin/unet/model.onnx",
    ]);
    rmSync(base, { recursive: true });
    expect(() => entries(folder)).toThrow("models/skewed-twin is not whole");
  });

  it("says of a whole set that it is one, in lines that are not too long", () => {
    const made = packageWith("clip", "stable-diffusion", "skewed-twin");
    expect(made.get("README.md")).not.toContain("being trained");
    for (const [path, content] of made) {
      if (path.endsWith(".ts"))
        expect(Math.max(...content.split("\n").map(({ length }) => length)), path).toBeLessThan(121);
    }
    expect(made.get("src/parts.ts")).toContain("  tinyStableDiffusion,\n");
  });
});
