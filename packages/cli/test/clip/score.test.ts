import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadClip, score } from "@alt2img/clip";
import { decodeImage, readImageInfo } from "@alt2img/image";
import { openModelFolder } from "@alt2img/onnx";
import { serveFiles } from "@alt2img/testing/node";
import { tinyClip } from "@alt2img/tiny";
import { describe, expect, test } from "vitest";
import { mapCharacters } from "../../src/clip/map-characters.js";
import { runCli } from "../run-cli.js";
import { goldenModel, pictureFolder, runJson } from "./pictures.js";

type Scored = {
  text: string;
  cosine: number;
  logit?: number;
  probability?: number;
  cutWords?: string[];
  explanation?: { words: unknown[] };
};
type Output = { model: object; images: { image: string; scores?: Scored[]; failure?: string }[] };

describe("alt2img score", () => {
  test("one picture: the best text first, and a note about the numbers", async () => {
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "--text", "a fire engine", "--text", "a face"];
    const { status, stdout, stderr } = await runCli(args, { cwd });
    expect(stdout.toString().split("\n")).toEqual([
      "face.png",
      "  cosine  logit  text",
      expect.stringMatching(/^ {3}0\.\d{3} {2}[\d.]+ {2}a face$/),
      expect.stringMatching(/^ {2}-0\.\d{3} {2}-[\d.]+ {2}a fire engine$/),
      "",
    ]);
    expect(stderr).toContain("the logit is 46.3 × the cosine. Only scores of the same model can be compared.");
    expect(status).toBe(0);
  });

  test("gives the numbers of @alt2img/clip, in the order of the texts", async () => {
    const cwd = await pictureFolder();
    const texts = ["a fire engine", "a face"];
    const { json } = await runJson<Output>(["score", "face.png", ...texts.flatMap((text) => ["-t", text])], { cwd });
    await using clip = await loadClip(tinyClip);
    const image = readFileSync(join(cwd, "face.png"));
    for (const [i, text] of texts.entries()) {
      const { cosine, logit } = await score(clip, image, text);
      expect(json.images[0]!.scores![i]).toEqual({ text, cosine, logit });
    }
    expect(json.model).toMatchObject({ name: "tiny", family: "clip", dimension: 128, variant: "fp32" });
  });

  test("says when a text is too long for the model, in every format", async () => {
    const cwd = await pictureFolder();
    const long = "face ".repeat(40).trim();
    const one = await runCli(["score", "face.png", "-t", long], { cwd });
    expect(one.stderr).toContain(
      "The model reads 32 tokens (words or parts of words). It didn't read 10 words of the text.",
    );
    const two = await runCli(["score", "face.png", "-t", long, "-t", "a face", "-f", "csv"], { cwd });
    expect(two.stderr).toContain("It didn't read the end of 1 text of 2.");
    const { json } = await runJson<Output>(["score", "face.png", "-t", long, "-t", "a face"], { cwd });
    expect(json.images[0]!.scores!.map(({ cutWords }) => cutWords?.length)).toEqual([10, undefined]);
  });

  test("several pictures: the matrix; those that can't be read are named and counted, with status 3", async () => {
    const cwd = await pictureFolder();
    const names = ["face.png", "bad.jpg", "handshake.png", "nowhere.png", "."];
    const { status, stdout, stderr } = await runCli(["score", ...names, "--text", "a face", "--text", "a flag"], {
      cwd,
    });
    expect(stdout.toString().trimEnd().split("\n")).toEqual([
      "  a face  a flag  cosine with each picture",
      expect.stringMatching(/^ {3}0\.\d{3} {2}.*face\.png$/),
      expect.stringMatching(/handshake\.png$/),
    ]);
    expect(stderr).toMatch(/^alt2img: bad\.jpg: The file begins with the bytes/m);
    expect(stderr).toContain("alt2img: nowhere.png: There is no such file. Check the name");
    expect(stderr).toContain("alt2img: .: It is a folder. To read the files in it, write *.");
    expect(stderr).toContain("3 of 5 pictures couldn't be read.");
    expect(status).toBe(3);
  });

  test("csv: a line for each picture and text, quoted where it has to be", async () => {
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "handshake.png", "--text", 'a "face", yellow', "--format", "csv"];
    const { stdout, status } = await runCli(args, { cwd });
    const lines = stdout.toString().split("\r\n");
    expect(lines[0]).toBe("image,text,cosine,logit,probability");
    expect(lines[1]).toMatch(/^face\.png,"a ""face"", yellow",-?0\.\d+,-?[\d.]+,$/);
    expect(lines).toHaveLength(4);
    expect(status).toBe(0);
  });

  test("reads a picture from standard input, once", async () => {
    const cwd = await pictureFolder();
    const stdin = readFileSync(join(cwd, "face.png"));
    const { json, status } = await runJson<Output>(["score", "-", "--text", "a face", "--explain"], { stdin, cwd });
    expect(json.images[0]).toMatchObject({ image: "-", scores: [{ text: "a face", explanation: {} }] });
    expect(status).toBe(0);
    const twice = await runCli(["score", "-", "-", "--text", "x"], { stdin });
    expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining("can be read only once") });
  });

  test("fetches a picture with one polite request, and refuses a page and what isn't there", async () => {
    const cwd = await pictureFolder();
    await using server = await served([
      ["face.png", readFileSync(join(cwd, "face.png"))],
      ["page.html", new TextEncoder().encode("<!doctype html><title>x</title>")],
    ]);
    const urls = ["face.png", "page.html", "none.png"].map((path) => server.url + path);
    const { json, stderr, status } = await runJson<Output>(["score", ...urls, "--text", "a face", "--explain"]);
    expect(json.images[0]!.scores![0]!.cosine).toBeGreaterThan(0.3);
    expect(stderr).toContain("page.html: It is text/html, not a picture. Give the address of the picture itself.");
    expect(stderr).toContain("none.png: The server answered 404");
    expect(server.requests).toEqual(["GET face.png", "GET page.html", "GET none.png"]);
    expect(server.lastHeaders()["user-agent"]).toMatch(/^alt2img\//);
    expect(status).toBe(3);
  });

  test("SigLIP gives probabilities, and a model without a scale cosines only", async () => {
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "--text", "a face", "--model"];
    // Its towers don't say the scale.
    const { json, stderr } = await runJson<Output>([...args, goldenModel("siglip")], { cwd });
    expect(json.images[0]!.scores![0]).toEqual({ text: "a face", cosine: expect.any(Number) });
    expect(stderr).toBe("");
    const text = await runCli([...args, goldenModel("siglip")], { cwd });
    expect(text.stderr).toContain("The model's files don't contain its logit scale, so there are only cosines.");
  });

  test("WebAssembly gives the same, and the process ends", async () => {
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "--text", "a face"];
    const [native, wasm] = [
      await runJson<Output>([...args, "--device", "cpu"], { cwd }),
      await runJson<Output>([...args, "--device", "wasm"], { cwd }),
    ];
    expect(wasm.json.model).toMatchObject({ device: "wasm" });
    const [a, b] = [native, wasm].map(({ json }) => json.images[0]!.scores![0]!.cosine);
    expect(a).toBeCloseTo(b!, 5);
  });
});

describe("alt2img score --explain", () => {
  test("explains what a score means, with a map of the picture", async () => {
    const cwd = await pictureFolder();
    const long = `a face with a bicycle ${"and a very long text ".repeat(10)}`;
    const args = ["score", "face.png", "--text", long, "--explain"];
    const { stdout, status } = await runCli(args, { cwd });
    const text = stdout.toString().replaceAll(/\s+/g, " ");
    for (const part of [
      "% of the scores of pictures with the text of another picture are lower, and ",
      "% of those of pictures with their own text. (Measured: the tiny CLIP on 9,766 drawings that it learned from.)",
      "Against gibberish Texts of the same shape with random letters",
      "What the model didn't read It reads 32 tokens of a text",
      "Word by word How much the cosine falls when the word is left out.",
      "Would a training set have kept the pair? It can't be said with this model.",
      "Where in the picture Each cell was covered in turn.",
    ]) {
      expect(text).toContain(part);
    }
    expect(stdout.toString()).toMatch(/^ {4}[+-]0\.\d{3} {2}face$/m);
    expect(stdout.toString().match(/^ {4}(?:··|░░|▒▒|▓▓|██|--){8}$/gm)).toHaveLength(8);
    expect(status).toBe(0);
  });

  test("says so where no other scores of the model are known", async () => {
    const cwd = await pictureFolder();
    const args = ["score", "face.png", "--text", "a dog", "--explain", "--model", goldenModel("openclip")];
    const { stdout } = await runCli(args, { cwd });
    expect(stdout.toString()).toContain("Only a measurement can tell");
  });

  test("json has the explanation, with every word and cell", async () => {
    const cwd = await pictureFolder();
    const { json } = await runJson<Output>(["score", "face.png", "--text", "a yellow face", "--explain"], { cwd });
    expect(json.images[0]!.scores![0]!.explanation).toMatchObject({
      baseline: { randomPercentile: expect.any(Number) },
      words: [{ word: "a" }, { word: "yellow" }, { word: "face" }],
      occlusion: { columns: 8, rows: 8 },
      filters: [{ comparable: false }, { comparable: false }, { comparable: false }],
    });
  });

  test("--out writes the map as a PNG over what the model sees", async () => {
    const cwd = await pictureFolder();
    const out = join(cwd, "new", "map.png");
    const { status } = await runCli(["score", "face.png", "--text", "a face", "--explain", "--out", out], { cwd });
    expect(status).toBe(0);
    const bytes = readFileSync(out);
    expect(readImageInfo(bytes)).toMatchObject({ format: "png", width: 448, height: 448 });
    const { data } = await decodeImage(bytes);
    // The cell on which the score depends most is orange, whatever is below it.
    const orange = data.some((red, i) => i % 4 === 0 && red > 180 && data[i + 1]! < 150 && data[i + 2]! < 70);
    expect(orange).toBe(true);
  });

  test("doesn't overwrite the picture, and needs one picture and one text", async () => {
    const cwd = await pictureFolder();
    const before = readFileSync(join(cwd, "face.png"));
    for (const [args, message] of [
      [["face.png", "-t", "x", "--out", "face.png"], "face.png is an input and would be overwritten."],
      [["face.png", "-t", "x", "--out", "map.jpg"], "--out map.jpg must end in .png"],
      [["face.png", "-t", "x", "-t", "y", "--out", "map.png"], "one picture and one text"],
      [["face.png", "handshake.png", "-t", "x", "--out", "map.png"], "one picture and one text"],
    ] as const) {
      const { status, stderr } = await runCli(["score", ...args, "--explain"], { cwd });
      expect(stderr).toContain(message);
      expect(status).toBe(2);
    }
    expect(readFileSync(join(cwd, "face.png")).equals(before)).toBe(true);
    expect(existsSync(join(cwd, "map.png"))).toBe(false);
  });
});

test("a map in characters: darker where the score falls more, minus where it rises", () => {
  const map = { columns: 3, rows: 2, values: [1, 0.5, 0, -1, 0.74, -0.1] };
  expect(mapCharacters(map)).toEqual(["██▒▒··", "--▓▓··"]);
  expect(mapCharacters({ columns: 1, rows: 1, values: [0] })).toEqual(["··"]);
});

test("a SigLIP in one file says its scale: a logit and a probability", async () => {
  const cwd = await pictureFolder();
  const folder = join(cwd, "siglip");
  const model = await openModelFolder(goldenModel("siglip"));
  const { mkdirSync } = await import("node:fs");
  mkdirSync(join(folder, "onnx"), { recursive: true });
  for (const path of await model.list()) {
    if (!/_model\.onnx$/.test(path)) writeFileSync(join(folder, path), await model.read(path));
  }
  const { json } = await runJson<Output>(["score", "face.png", "--text", "a face", "--model", folder], { cwd });
  const { logit, probability } = json.images[0]!.scores![0]!;
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit!)), 6);
});

async function served(files: Parameters<typeof serveFiles>[0]) {
  const server = await serveFiles(files);
  return { ...server, requests: server.requests, [Symbol.asyncDispose]: () => server.close() };
}
