// The packages as a user gets them: packed, installed into an empty folder, every README example type-checked and run.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileRanges, installPacked } from "../packed-project.js";
import { printedAs, readmeExamples, withOutputs } from "../readme-examples.js";
import { packAll, publishedPackages, root, run, runPnpm } from "../workspace.js";

type Manifest = { peerDependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const packages = publishedPackages();
const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
const readmes = [
  join(root, "README.md"),
  ...packages.flatMap(({ folder }) => [join(folder, "README.md"), ...filesIn(join(folder, "docs"))]),
  ...filesIn(join(root, "docs/guide")),
].filter((file) => existsSync(file));
type Example = (typeof examples)[number];
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

let tarballs: ReadonlyMap<string, string>;
beforeAll(() => {
  tarballs = packAll(join(folder, "tarballs"));
}, 600_000);

/** A project that depends on all packages and on `more`, with every README example. */
function writeProject(name: string, more: Readonly<Record<string, string>> = {}): string {
  const project = join(folder, name);
  mkdirSync(join(project, "src"), { recursive: true });
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: { ...fileRanges(tarballs), ...more },
    devDependencies: { "@types/node": "^20.19.0", typescript: "~6.0.3" },
  };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  const compilerOptions = {
    module: "NodeNext",
    target: "ES2023",
    strict: true,
    types: ["node"],
    rootDir: "src",
    outDir: "dist",
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  for (const { id, code } of examples) writeFileSync(join(project, "src", `${id}.ts`), `${code}\nexport {};\n`);
  return project;
}

const isOfGuide = ({ file }: Pick<Example, "file">): boolean => file.startsWith(join(root, "docs/guide"));

/** Runs it, and compares what it prints with what is said about it. */
function runExample({ id, file, line, output }: Example, project: string): void {
  const printed = run("node", [join("dist", `${id}.js`)], project);
  if (writes) {
    if (output !== undefined || isOfGuide({ file })) outputsIn(file).set(line, printed);
  } else if (output !== undefined && !printedAs(printed, output)) expect(printed).toBe(output);
}

const typeCheck = (project: string): string => run("node_modules/.bin/tsc", ["-p", "tsconfig.json"], project);

describe("packed and installed elsewhere", () => {
  let project: string;
  beforeAll(() => {
    // As the packages' own tests have it. With it, models run a few times faster; the other project is without it.
    const native = realpathSync(join(root, "packages/onnx/node_modules/onnxruntime-node"));
    project = writeProject("npm", { "onnxruntime-node": `file:${native}` });
    installPacked(project, tarballs);
  }, 600_000);

  it("has examples in every README", () => {
    for (const { folder: home } of packages) {
      const readme = join(home, "README.md");
      expect(existsSync(readme), `${readme} is missing`).toBe(true);
      expect(readmeExamples(readme).length, `${readme} has no example`).toBeGreaterThan(0);
    }
  });

  it("type-checks every README example, declarations of the packages included", () => {
    expect(typeCheck(project)).toBe("");
  }, 300_000);

  it.each(examples.filter((example) => example.runs && !isOfGuide(example)))(
    "runs $title",
    (example) => runExample(example, project),
    300_000,
  );

  it("names one version of each optional peer, so that the command line knows which to fetch", () => {
    const peers = packages.flatMap(({ name }) => {
      const path = join(project, "node_modules", name, "package.json");
      const { peerDependencies = {}, devDependencies = {} }: Manifest = JSON.parse(readFileSync(path, "utf8"));
      const ours = Object.keys(peerDependencies).filter((peer) => packages.some((each) => each.name === peer));
      return ours.map((peer) => [name, peer, devDependencies[peer]]);
    });
    expect(peers.length).toBeGreaterThan(0);
    for (const [name, peer, version] of peers) expect(version, `${name}: ${peer}`).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("has the command line", () => {
    expect(run("node_modules/.bin/alt2img", ["--version"], project)).toMatch(/^\d+\.\d+\.\d+/);
  });
});

// A package that imports what it doesn't declare works with npm, which puts everything into one folder, and breaks here.
describe("installed by pnpm, where each package finds only what it declares", () => {
  let project: string;
  beforeAll(() => {
    project = writeProject("pnpm/project");
    const settings = {
      overrides: fileRanges(tarballs),
      hoist: false,
      // Outside of the project, whose own node_modules has all our packages.
      virtualStoreDir: "../store",
      ignoreScripts: true,
      pmOnFail: "ignore",
    };
    writeFileSync(join(project, "pnpm-workspace.yaml"), JSON.stringify(settings));
    runPnpm(["install", "--dir", project, "--prefer-offline", "--no-frozen-lockfile"]);
  }, 600_000);

  it("has an isolated folder for each package", () => {
    const clip = realpathSync(join(project, "node_modules/@alt2img/clip"));
    expect(clip.startsWith(join(realpathSync(folder), "pnpm/store"))).toBe(true);
  });

  it("type-checks every README example", () => {
    expect(typeCheck(project)).toBe("");
  });

  it("imports every entry point of every package", () => {
    const entries = packages.flatMap(({ name }) => {
      const manifest = JSON.parse(readFileSync(join(project, "node_modules", name, "package.json"), "utf8"));
      const paths = Object.keys(manifest.exports).filter((path) => !/\*|\.(?:json|parquet)$/.test(path));
      return paths.map((path) => name + path.slice(1));
    });
    expect(entries.length).toBeGreaterThan(packages.length);
    const program = `for (const entry of ${JSON.stringify(entries)}) await import(entry);`;
    run("node", ["--input-type=module", "--eval", program], project);
  }, 300_000);

  const firsts = packages.flatMap(({ folder: home }) => {
    const first = examples.find(({ title, runs }) => runs && title.startsWith(`${home.slice(root.length)}/README.md:`));
    return first === undefined ? [] : [first];
  });
  // Here models run in WebAssembly, as where nothing but the packages is installed: so do those of the guides, which say what is printed.
  it.each([...firsts, ...examples.filter((example) => example.runs && isOfGuide(example))])(
    "runs $title",
    (example) => runExample(example, project),
    300_000,
  );
});
