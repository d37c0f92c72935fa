// `.ci/publish`: publishes all packages to a registry on this machine, as a release does, and uses them from there as their users do:
// in empty folders, with an empty home and nothing in npm's cache. Prints how long each step took and how many MB it left on the disk.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import ts from "typescript";
import { startRegistry } from "./publish/local-registry.js";
import { readmeExamples } from "./readme-examples.js";
import { publishedPackages, root, run, runPnpm } from "./workspace.js";

const packages = publishedPackages();
const folder = mkdtempSync(join(tmpdir(), "alt2img-published-"));
const table: { step: string; seconds: number; MB: number }[] = [];

const registry = await startRegistry(folder);
process.once("exit", () => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

try {
  publish();
  await checkManifests();
  checkAltCommand();
  checkDemoCommand();
  checkClip();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\nThe published packages failed a check.`);
  process.exitCode = 1;
} finally {
  console.table(table);
}
process.exit();

/** As `npm run release` does it, except for what needs GitHub: the tags, and the provenance that a workflow signs. */
function publish(): void {
  const { home, env } = newUser("publisher");
  const host = registry.url.slice("http:".length);
  // Anyone may publish to this registry, but npm and pnpm insist on a token.
  writeFileSync(join(home, ".npmrc"), `registry=${registry.url}\n${host}:_authToken=anyone\n`);
  const start = performance.now();
  runPnpm(["exec", "changeset", "publish", "--no-git-tag"], { ...env, CI: "true", npm_config_provenance: "false" });
  note(`changeset publish, ${packages.length} packages`, start, join(folder, "storage"));
}

/** What the registry says about each package: there, and without ranges that only work in the workspace. */
async function checkManifests(): Promise<void> {
  for (const { name } of packages) {
    const response = await fetch(`${registry.url}${name.replace("/", "%2f")}/latest`);
    assert.equal(response.status, 200, `${name} isn't in the registry.`);
    const { dependencies, peerDependencies, devDependencies } = (await response.json()) as Record<string, object>;
    const ranges = JSON.stringify({ dependencies, peerDependencies, devDependencies });
    assert.doesNotMatch(
      ranges,
      /"(?:workspace|catalog|link|file):/,
      `${name} was published with a range of the workspace.`,
    );
  }
}

/** `npx alt2img alt page.html`, which installs the command line: in 45 MB, without what few commands need. */
function checkAltCommand(): void {
  const { home, work, env } = newUser("alt");
  writeFileSync(join(work, "page.html"), '<img src="apple.jpg" alt="A red apple"><img src="pear.jpg">');
  const start = performance.now();
  const output = run("npx", ["--yes", "alt2img", "alt", "page.html"], work, env);
  const installed = note("npx alt2img alt page.html", start, join(home, ".npm/_npx"));
  assert.match(output, /named .* graphic, A red apple/);
  assert.match(output, /missing .*pear\.jpg/);
  assert.ok(installed <= 45, `alt2img takes up ${installed} MB, which should be at most 45 MB.`);
}

/** `npx alt2img demo`, in which the command line fetches the tiny world and what runs models. */
function checkDemoCommand(): void {
  const { home, work, env } = newUser("demo");
  if (!/^ +demo\b/m.test(run("npx", ["--yes", "alt2img", "--help"], work, env))) {
    console.log("alt2img has no command “demo” yet: skipped.");
    return;
  }
  const start = performance.now();
  run("npx", ["--yes", "alt2img", "demo"], work, env);
  note("npx alt2img demo", start, home);
  assert.ok(existsSync(join(work, "out/report.html")), "alt2img demo didn't write out/report.html.");
}

/** Installs what @alt2img/clip's README says, and runs its first example. */
function checkClip(): void {
  const { work, env } = newUser("clip");
  const readme = join(root, "packages/clip/README.md");
  const start = performance.now();
  run("npm", ["install", "@alt2img/clip", "@alt2img/onnx", "@alt2img/tiny-clip"], work, env);
  const all = note("npm install @alt2img/clip @alt2img/onnx @alt2img/tiny-clip", start, work);
  const [runtime, model] = ["onnxruntime-web", "@alt2img/tiny-clip"].map((name) =>
    diskUse(join(work, "node_modules", name)),
  );
  const rest = all - runtime! - model!;
  console.log(`@alt2img/clip takes up ${rest.toFixed(1)} MB, in addition to ${runtime} MB of onnxruntime-web.`);
  assert.ok(
    rest < 20,
    `@alt2img/clip takes up ${rest} MB in addition to onnxruntime-web, which should be less than 20 MB.`,
  );

  const [example] = readmeExamples(readme);
  assert.ok(example !== undefined, `${readme} has no example.`);
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  writeFileSync(join(work, "example.mjs"), ts.transpileModule(example.code, { compilerOptions }).outputText);
  const begun = performance.now();
  const output = run("node", ["example.mjs"], work, env);
  note("the first example of its README", begun, work);
  assert.match(output, /cosine: 0\.[5-9]/);
}

/** Someone with an empty home, an empty cache and an empty folder, whose npm knows only the local registry. */
function newUser(name: string): { home: string; work: string; env: NodeJS.ProcessEnv } {
  const [home, work] = [join(folder, name, "home"), join(folder, name, "work")];
  for (const each of [home, work]) mkdirSync(each, { recursive: true });
  // Without the tools of this repository, which npm puts in the path of its scripts.
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((each) => !each.includes("node_modules"));
  const env = {
    PATH: path.join(delimiter),
    HOME: home,
    npm_config_registry: registry.url,
    npm_config_update_notifier: "false",
  };
  return { home, work, env };
}

function note(step: string, start: number, left: string): number {
  const MB = diskUse(left);
  table.push({ step, seconds: Math.round((performance.now() - start) / 100) / 10, MB });
  return MB;
}

/** In MB of 1,048,576 bytes, as `du` counts. */
function diskUse(path: string): number {
  return Math.round(Number.parseInt(run("du", ["-sk", path], root), 10) / 102.4) / 10;
}
