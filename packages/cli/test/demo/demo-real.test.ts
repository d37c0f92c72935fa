// What isn't the tiny world: real crawls, and models in folders.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeImage } from "@alt2img/image";
import { serveFiles, sharedData } from "@alt2img/testing/node";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { mainPath, runCli, runShell, temporaryFolder } from "../run-cli.js";
import { serveHub } from "../serve-hub.js";

const noLimit = { timeout: 0 };

const stableDiffusion = fileURLToPath(new URL("files", import.meta.resolve("@alt2img/tiny-stable-diffusion")));
const tinyClip = fileURLToPath(new URL("files", import.meta.resolve("@alt2img/tiny-clip")));
const sample = fileURLToPath(new URL("../../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));

const chapterOf = (page: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, "s").exec(page)?.[0] ?? "";

/** A folder with a copy of the tiny Stable Diffusion, of which nobody knows that it is one. */
function withModel(): string {
  const cwd = temporaryFolder();
  cpSync(stableDiffusion, join(cwd, "model"), { recursive: true });
  return cwd;
}

const modelFiles = (folder: string): [path: string, bytes: Uint8Array][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)]);

describe("alt2img demo, on other crawls and models", () => {
  const wget = sharedData("crawl/wget-sample-0000.warc.gz");
  test.skipIf(!wget)("leaves out what only the tiny world knows, and says why", noLimit, async () => {
    const cwd = withModel();
    const args = ["demo", "--crawl", wget!, "--diffusion", "model", "--prompt", "bird"];
    const { status, stderr } = await runCli(args, { cwd });
    expect(status, stderr).toBe(0);
    const page = readFileSync(join(cwd, "out/report.html"), "utf8");
    expect(page).toContain("wget-sample-0000.warc.gz");
    for (const [id, text] of [
      ["scores", "What the texts of this crawl really are isn’t known"],
      ["drawing", "The two formulas draw from a training set, and that of the model in model isn’t here"],
      ["trained-on", "Which images the model in model was trained on isn’t known here"],
      ["twins", "There is no twin of the model in model"],
    ] as const) {
      expect(chapterOf(page, id), id).toContain(text);
      if (id !== "scores") expect(stderr).toContain(text);
    }
    expect(chapterOf(page, "drawing").match(/<figure/g)).toHaveLength(1);
    expect(chapterOf(page, "trained-on")).not.toContain("<figure");
    expect(page).not.toContain("How often the filter is right");
    const names = readdirSync(join(cwd, "out"));
    for (const name of ["trained-on.json", "twins.json", "drawing-memorising.png"]) expect(names).not.toContain(name);
    await decodeImage(readFileSync(join(cwd, "out/drawing.png")));
    // The crawl stays where it is.
    expect(names).not.toContain("crawl");
  });

  const wat = sharedData("crawl/CC-MAIN-sample.warc.wat.gz");
  test.skipIf(!wat)(
    "fetches a WAT file, which has no pictures, so that there is nothing to search",
    noLimit,
    async () => {
      const cwd = withModel();
      const server = await serveFiles([["sample.warc.wat.gz", readFileSync(wat!)]]);
      onTestFinished(() => server.close());
      const args = ["demo", "--crawl", `${server.url}sample.warc.wat.gz`, "--model", "model"];
      const { status, stderr } = await runCli(args, { cwd });
      expect(status, stderr).toBe(0);
      expect(existsSync(join(cwd, "out/crawl/sample.warc.wat.gz"))).toBe(true);
      expect(stderr).toContain("LAION’s rules have kept no pair of this crawl, so there is nothing to search.");
      expect(chapterOf(readFileSync(join(cwd, "out/report.html"), "utf8"), "search")).toContain("kept no pair");
      const again = await runCli([...args, "-q"], { cwd });
      expect([again.status, again.stderr]).toEqual([0, ""]);
      expect(server.requests).toHaveLength(1);
    },
  );

  it("scores with a CLIP from a hub, which is fetched once", noLimit, async () => {
    const cwd = withModel();
    const hub = await serveHub("somebody/clip-small", modelFiles(tinyClip));
    onTestFinished(() => hub.close());
    const env = { HF_ENDPOINT: hub.url, ALT2IMG_CACHE: join(cwd, "cache") };
    const args = ["demo", "--crawl", sample, "--clip", "somebody/clip-small", "--diffusion", "model"];
    const { status, stderr } = await runCli(args, { cwd, env });
    expect(status, stderr).toBe(0);
    const report = readFileSync(join(cwd, "out/report.html"), "utf8");
    expect(chapterOf(report, "scores")).toContain("somebody/clip-small");
    expect(hub.requests.some((each) => each.includes("vision_model.onnx"))).toBe(true);
    const requests = hub.requests.length;
    const again = await runCli([...args, "-q"], { cwd, env });
    expect([again.status, again.stderr]).toEqual([0, ""]);
    expect(hub.requests.slice(requests).filter((each) => each.includes(".onnx"))).toEqual([]);
  });

  it("says what is wrong with an address", noLimit, async () => {
    const server = await serveFiles([]);
    onTestFinished(() => server.close());
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["demo", "--crawl", `${server.url}nowhere.warc.gz`], { cwd });
    expect(stderr).toContain(`Cannot fetch ${server.url}nowhere.warc.gz: The server answered 404`);
    expect(status).toBe(3);
  });
});

describe("alt2img demo says what is wrong", () => {
  it.each([
    ["no such crawl", ["--crawl", "nowhere.warc.gz"], 3, "Cannot read nowhere.warc.gz: There is no such file"],
    ["a crawl that is a folder", ["--crawl", "."], 2, "--crawl . isn't a file"],
    ["an address that isn’t one", ["--crawl", "http://[/"], 2, "isn't a valid web address"],
    ["an empty prompt", ["--prompt", " "], 2, "It is empty. Give a prompt."],
    ["a prompt of 100 kB", ["--prompt", "heart ".repeat(17_000)], 2, "The prompt has 102,000 bytes"],
    ["a seed that isn’t a number", ["--seed", "many"], 2, "It must be a whole number, from 0 to 4294967295."],
    ["a folder that is a file", ["--out", "file"], 2, "--out file is a file. Give the name of a folder."],
    [
      "no such Stable Diffusion",
      ["--diffusion", "nowhere"],
      2,
      "There is no model nowhere. Give tiny (the tiny Stable Diffusion",
    ],
    ["a CLIP that is a file", ["--clip", "file"], 2, "file is a file, and a model is a folder."],
  ])("%s", async (_, args, expected, message) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "file"), "");
    const { status, stderr } = await runCli(["demo", ...args], { cwd });
    expect(stderr.slice(0, 2000)).toContain(message);
    expect(status).toBe(expected);
    expect(readdirSync(cwd)).toEqual(["file"]);
  });

  it("names a folder that isn't a model", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["demo", "--crawl", sample, "--clip", "."], { cwd });
    expect(stderr).toContain("has neither text_model and vision_model nor a model with both");
    expect(status).toBe(3);
  });

  it.each([
    ["isn’t JSON", "{"],
    ["has a stage that is nothing", { stages: { pairs: null } }],
    ["has a stage without its origin", { stages: { pairs: { outputs: [] } } }],
    ["has a file without a name", { stages: { pairs: { provenance: {}, outputs: [{}] } } }],
  ])("refuses a record that %s", async (_, record) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "out"));
    const text =
      typeof record === "string" ? record : JSON.stringify({ format: "alt2img-demo", version: 1, ...record });
    writeFileSync(join(cwd, "out/demo.json"), text);
    for (const more of [[], ["--fresh"]]) {
      const { status, stderr } = await runCli(["demo", "--crawl", sample, ...more], { cwd });
      expect(stderr).toContain(`${join("out", "demo.json")} isn't the record of a demo that this version can read.`);
      expect(status).toBe(2);
    }
    expect(readFileSync(join(cwd, "out/demo.json"), "utf8")).toBe(text);
  });

  it("doesn't touch a dataset that it hasn't made", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "out/pictures"), { recursive: true });
    cpSync(sample, join(cwd, "out/pictures/mine.warc.gz"));
    const { status, stderr } = await runCli(["demo", "--crawl", sample], { cwd });
    expect(stderr).toContain(`${join("out", "pictures")} is there already, and no demo has made it.`);
    expect(status).toBe(2);
    expect(readdirSync(join(cwd, "out/pictures"))).toEqual(["mine.warc.gz"]);
  });

  // A limit on the size of files is as near to a full disk as a test can come.
  it.skipIf(process.platform === "win32")("says where it can't write", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runShell(
      `trap '' XFSZ; ulimit -f 100; cd '${cwd}' && '${process.execPath}' '${mainPath}' demo`,
    );
    expect(stderr).toContain(`Cannot write ${join("out", "crawl", "tiny-crawl.warc.gz")}: `);
    expect(status).toBe(4);
    const file = await runCli(["demo", "--out", "file/out"], { cwd: withFile(cwd) });
    expect([file.status, file.stderr]).toEqual([4, expect.stringContaining(`Cannot write ${join("file", "out")}: `)]);
  });
});

function withFile(cwd: string): string {
  writeFileSync(join(cwd, "file"), "");
  return cwd;
}
