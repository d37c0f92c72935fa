import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";
import { serveHub } from "../serve-hub.js";
import { golden, goldenModel, pictureFolder, runJson } from "./pictures.js";

const ID = "somebody/clip-small";
const PATHS = [
  "config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "model.safetensors",
  "onnx/text_model.onnx",
  "onnx/vision_model.onnx",
];
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Has the golden CLIP. */
let hub: FileServer;
beforeEach(async () => {
  hub = await serveHub(
    ID,
    PATHS.map((path) => [path, golden("clip", path)]),
  );
});
afterEach(() => hub.close());

const environment = (cache: string): NodeJS.ProcessEnv => ({ HF_ENDPOINT: hub.url, ALT2IMG_CACHE: cache });

describe("alt2img model info", () => {
  test("lists family, sizes, variants and files", async () => {
    const { status, stdout } = await runCli(["model", "info", "tiny"]);
    const text = stdout.toString();
    for (const line of [
      /^@alt2img\/tiny-clip$/m,
      /^ {2}family {8}CLIP$/m,
      /^ {2}text model {4}32 tokens of 3,072; gelu$/m,
      /^ {2}vision model {2}64 × 64 pixels in patches of 8; gelu$/m,
      /^ {2}embedding {5}128 numbers$/m,
      /^ {2}variant fp32 {2}onnx\/text_model\.onnx \(2\.1 MB\), onnx\/vision_model\.onnx \(5\.6 MB\)$/m,
      /^ {16}tokenizer\.json \(\d+ kB\)$/m,
    ]) {
      expect(text).toMatch(line);
    }
    expect(status).toBe(0);
  });

  test("of a model on a hub fetches its settings only", async () => {
    const { json, status } = await runJson<{ name: string; files: { path: string; sha256?: string }[] }>(
      ["model", "info", ID],
      { env: environment(temporaryFolder()) },
    );
    expect(status).toBe(0);
    expect(json.name).toBe(`${ID}@main`);
    expect(json.files.map(({ path }) => path).sort()).toEqual([...PATHS].sort());
    expect(json.files.find(({ path }) => path === "onnx/text_model.onnx")!.sha256).toBe(
      sha256(golden("clip", "onnx/text_model.onnx")),
    );
    expect(hub.requests.filter((each) => each.includes(".onnx"))).toEqual([]);
  });

  test.each([
    ["nosuch", 2, "There is no model nosuch. Give tiny (the tiny CLIP, which knows emoji), a folder"],
    ["package.json", 2, "package.json is a file, and a model is a folder. Give the folder that it is in."],
    ["other/model", 3, "other/model"],
    ["pictures/cat.png", 2, "pictures/cat.png is a file, and a model is a folder. Give the folder that it is in."],
    [".", 3, "config.json"],
    ["", 2, "It is empty. Give a model."],
  ])("%j isn't a model", async (name, expected, message) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "package.json"), "{}");
    mkdirSync(join(cwd, "pictures"));
    writeFileSync(join(cwd, "pictures", "cat.png"), "");
    const { status, stderr, stdout } = await runCli(["model", "info", name], { cwd, env: environment(cwd) });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(expected);
    expect(stdout).toHaveLength(0);
  });
});

describe("alt2img model fetch", () => {
  test("fetches what is needed, says where, and then runs without the hub", async () => {
    const cache = temporaryFolder();
    const fetched = await runCli(["model", "fetch", ID], { env: environment(cache) });
    expect(fetched.stderr).toContain("Fetching onnx/vision_model.onnx");
    expect(fetched.stderr).toMatch(new RegExp(`^${ID}: 7 files, \\d+ kB, in ${cache}/models$`, "m"));
    expect(fetched.status).toBe(0);
    const requests = hub.requests.length;
    hub.fault = () => ({ status: 500 });
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "--text", "a face", "--model", ID];
    const { status, stdout } = await runCli(args, { cwd, env: environment(cache) });
    expect(stdout.toString()).toContain("a face");
    expect(status).toBe(0);
    expect(hub.requests).toHaveLength(requests);
  });

  test("a variant that isn't there", async () => {
    const { status, stderr } = await runCli(["model", "fetch", ID, "--variant", "q4"], {
      env: environment(temporaryFolder()),
    });
    expect(stderr).toContain("nor a model with both, of variant q4. Its ONNX files are: onnx/text_model.onnx");
    expect(status).toBe(3);
    const unknown = await runCli(["model", "fetch", ID, "--variant", "half"]);
    expect(unknown).toMatchObject({ status: 2, stderr: expect.stringContaining("Allowed choices are fp32, fp16, q8") });
  });

  test("from a plain web server, which can't list its files", async () => {
    const server = await serveFiles(PATHS.map((path) => [`clip/${path}`, golden("clip", path)] as const));
    const cache = temporaryFolder();
    try {
      const { status, stderr } = await runCli(["model", "fetch", `${server.url}clip`], { env: environment(cache) });
      expect(stderr).toContain(": 7 files, ");
      expect(status).toBe(0);
    } finally {
      await server.close();
    }
  });

  test("says that a folder needs no fetching, and where the tiny CLIP is", async () => {
    const folder = await runCli(["model", "fetch", goldenModel("clip")]);
    expect(folder).toMatchObject({ status: 2, stderr: expect.stringContaining("there is nothing to fetch") });
    const tiny = await runCli(["model", "fetch", "tiny"]);
    expect(tiny.status).toBe(0);
    const [, path = ""] = /^The tiny CLIP is in (.+)$/m.exec(tiny.stderr) ?? [];
    expect(existsSync(join(path, "onnx/vision_model.onnx"))).toBe(true);
  });
});

describe("alt2img model verify", () => {
  test("finds the tiny CLIP as it should be", async () => {
    const { status, stdout } = await runCli(["model", "verify", "tiny"]);
    const text = stdout.toString();
    expect(text).toMatch(/^ok {5}file {15}tokenizer\.json: \d+ kB, SHA-256 [0-9a-f]{12}… as it must be$/m);
    expect(text).toMatch(/^ok {5}tokenizer {10}3 known texts give the known ids\.$/m);
    expect(text).toMatch(/^ok {5}stored embeddings {2}4 embeddings are those of the tiny CLIP as it was trained/m);
    expect(text).not.toMatch(/^(?:wrong|\?)/m);
    expect(status).toBe(0);
  });

  /** A copy of the golden CLIP with GELU in its ONNX files, where it was made with QuickGELU, and settings that say so. */
  function mixedUp(): string {
    const folder = join(temporaryFolder(), "clip");
    cpSync(goldenModel("clip"), folder, { recursive: true });
    for (const tower of ["text_model", "vision_model"]) {
      cpSync(join(goldenModel("clip"), `../mixed-up/${tower}.onnx`), join(folder, `onnx/${tower}.onnx`));
    }
    return folder;
  }

  test("finds GELU in place of QuickGELU", async () => {
    const { status, stdout } = await runCli(["model", "verify", mixedUp()]);
    expect(stdout.toString()).toMatch(/^wrong {2}activation .*computes GELU, but config\.json names QuickGELU/m);
    expect(status).toBe(3);
  });

  test("finds it by embeddings of PyTorch, where the settings are wrong too", async () => {
    const folder = mixedUp();
    const config = readFileSync(join(folder, "config.json"), "utf8");
    writeFileSync(join(folder, "config.json"), config.replaceAll("quick_gelu", "gelu"));
    const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
    const stored = join(folder, "stored.json");
    const texts = expected.texts.map(([text]: [string]) => text);
    writeFileSync(stored, JSON.stringify({ texts, text_embeds: expected.text_embeds }));
    const wrong = await runCli(["model", "verify", folder, "--embeddings", stored]);
    expect(wrong.stdout.toString()).toMatch(
      /^wrong {2}stored embeddings {2}\d+ of 10 embeddings differ from those of/m,
    );
    expect(wrong.status).toBe(3);
    const right = await runCli(["model", "verify", goldenModel("clip"), "--embeddings", stored]);
    expect(right.stdout.toString()).toMatch(/^ok {5}stored embeddings {2}10 embeddings are those of/m);
    expect(right.status).toBe(0);
  });

  test("compares pictures next to the file of embeddings", async () => {
    const cwd = await pictureFolder();
    const args = ["embed", "face.png", "--out", "e.parquet", "--quiet"];
    expect((await runCli(args, { cwd })).status).toBe(0);
    const { parquetReadObjects } = await import("hyparquet");
    const file = new Uint8Array(readFileSync(join(cwd, "e.parquet"))).buffer;
    const [row] = await parquetReadObjects({ file });
    const stored = { images: ["face.png"], image_embeds: [[...(row!["image_embedding"] as number[])]] };
    mkdirSync(join(cwd, "stored"));
    writeFileSync(join(cwd, "stored.json"), JSON.stringify(stored));
    const { json, status } = await runJson<{ ok: boolean }>(
      ["model", "verify", "tiny", "--embeddings", "stored.json"],
      {
        cwd,
      },
    );
    expect(json.ok).toBe(true);
    expect(status).toBe(0);
  });

  test.each([
    ["", "It isn't JSON."],
    ["[]", "It must have texts with text_embeds, or images with image_embeds"],
    ['{"texts":["a"],"text_embeds":[]}', "lists of the same length"],
    ['{"texts":["a"],"text_embeds":[["1"]]}', "each embedding a list of numbers"],
    ['{"images":["no.png"],"image_embeds":[[1]]}', "Its picture no.png: There is no such file."],
  ])("embeddings that are %j", async (content, message) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "stored.json"), content);
    const { status, stderr } = await runCli(["model", "verify", "tiny", "--embeddings", "stored.json"], { cwd });
    expect(stderr).toContain("Cannot read stored.json: ");
    expect(stderr).toContain(message);
    expect(status).toBe(3);
  });

  test("half a model, another tokenizer and a missing file are named", async () => {
    const cwd = temporaryFolder();
    const folder = join(cwd, "clip");
    cpSync(goldenModel("clip"), folder, { recursive: true });
    writeFileSync(join(folder, "onnx/text_model.onnx"), golden("clip", "onnx/text_model.onnx").subarray(0, 30_000));
    rmSync(join(folder, "tokenizer.json"));
    const { status, stdout } = await runCli(["model", "verify", folder]);
    expect(stdout.toString()).toMatch(/^wrong {2}file {15}tokenizer\.json is missing\.$/m);
    expect(stdout.toString()).toMatch(/^wrong {2}activation .*is cut off/m);
    expect(status).toBe(3);
    expect(readdirSync(cwd)).toEqual(["clip"]);
  });
});
