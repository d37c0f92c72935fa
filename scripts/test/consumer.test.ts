// The packages as a user gets them: packed, installed into an empty folder, every README example type-checked and run.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printedAs, readmeExamples, withOutputs } from "../readme-examples.js";
import { pack, publishedPackages, root, run } from "../workspace.js";

type Manifest = { peerDependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const packages = publishedPackages();
const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
const readmes = [
  join(root, "README.md"),
  ...packages.flatMap(({ folder }) => [join(folder, "README.md"), ...filesIn(join(folder, "docs"))]),
  ...filesIn(join(root, "docs/guide")),
].filter((file) => existsSync(file));
const examples = readmes.flatMap((file) =>
  readmeExamples(file).map((example) => ({
    ...example,
    file,
    title: `${file.slice(root.length)}:${example.line}`,
    id: `${file.slice(root.length).replaceAll(/[^a-z0-9]+/gi, "-")}-${example.line}`,
  })),
);

/** With `ALT2IMG_WRITE_OUTPUTS`, what guides say that their blocks print is written, not compared. */
const writes = process.env["ALT2IMG_WRITE_OUTPUTS"] !== undefined;
const printedIn = new Map<string, Map<number, string>>();

function outputsIn(file: string): Map<number, string> {
  const outputs = printedIn.get(file) ?? new Map<number, string>();
  printedIn.set(file, outputs);
  return outputs;
}

afterAll(() => {
  for (const [file, printed] of printedIn) writeFileSync(file, withOutputs(readFileSync(file, "utf8"), printed));
});

const folder = mkdtempSync(join(tmpdir(), "alt2img-consumer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  const files = packages.map((each) => [each.name, `file:tarballs/${basename(pack(each, tarballs))}`] as const);
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: Object.fromEntries(files),
    // No version of these is taken from a registry.
    overrides: Object.fromEntries(files.map(([name]) => [name, `$${name}`])),
    devDependencies: { "@types/node": "^20.19.0", typescript: "~6.0.3" },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], folder);

  const compilerOptions = {
    module: "NodeNext",
    target: "ES2023",
    strict: true,
    types: ["node"],
    rootDir: "src",
    outDir: "dist",
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  mkdirSync(join(folder, "src"));
  for (const { id, code } of examples) writeFileSync(join(folder, "src", `${id}.ts`), `${code}\nexport {};\n`);
}, 600_000);

describe("packed and installed elsewhere", () => {
  it("has examples in every README", () => {
    for (const { folder: home } of packages) {
      const readme = join(home, "README.md");
      expect(existsSync(readme), `${readme} is missing`).toBe(true);
      expect(readmeExamples(readme).length, `${readme} has no example`).toBeGreaterThan(0);
    }
  });

  it("type-checks every README example, declarations of the packages included", () => {
    expect(run("node_modules/.bin/tsc", ["-p", "tsconfig.json"], folder)).toBe("");
  }, 300_000);

  it.each(examples.filter(({ runs }) => runs))(
    "runs $title",
    ({ id, file, line, output }) => {
      const printed = run("node", [join("dist", `${id}.js`)], folder);
      if (writes) {
        if (output !== undefined || file.startsWith(join(root, "docs/guide"))) outputsIn(file).set(line, printed);
      } else if (output !== undefined && !printedAs(printed, output)) expect(printed).toBe(output);
    },
    300_000,
  );

  it("names one version of each optional peer, so that the command line knows which to fetch", () => {
    const peers = packages.flatMap(({ name }) => {
      const path = join(folder, "node_modules", name, "package.json");
      const { peerDependencies = {}, devDependencies = {} }: Manifest = JSON.parse(readFileSync(path, "utf8"));
      const ours = Object.keys(peerDependencies).filter((peer) => packages.some((each) => each.name === peer));
      return ours.map((peer) => [name, peer, devDependencies[peer]]);
    });
    expect(peers.length).toBeGreaterThan(0);
    for (const [name, peer, version] of peers) expect(version, `${name}: ${peer}`).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("has the command line", () => {
    expect(run("node_modules/.bin/alt2img", ["--version"], folder)).toMatch(/^\d+\.\d+\.\d+/);
  });
});
