import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { loadClip, similarityMatrix } from "@alt2img/clip";
import { type ImageTextPair, openBytes } from "@alt2img/core";
import { readParquet } from "@alt2img/dataset/parquet";
import { collect } from "@alt2img/testing";
import { tinyClip } from "@alt2img/tiny";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { localPicture } from "../../src/clip/local-picture.js";
import { finish, runCli, startCli } from "../run-cli.js";
import { pictureFolder } from "./pictures.js";

type Row = { [column: string]: unknown };

const bytesOf = (path: string): ArrayBuffer => new Uint8Array(readFileSync(path)).buffer;
// hyparquet gives undefined for some cells that are null.
const rowsOf = async (path: string): Promise<Row[]> =>
  (await parquetReadObjects({ file: bytesOf(path) })).map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? null])),
  );
const listOf = (values: unknown): number[] => [...(values as ArrayLike<number> & Iterable<number>)];

const pair = (imageUrl: string, text: string, more: object = {}): ImageTextPair => ({
  imageUrl,
  text,
  source: "alt",
  pageUrl: "https://a.example/",
  ...more,
});
const jsonl = (pairs: readonly object[]): string => pairs.map((each) => `${JSON.stringify(each)}\n`).join("");

describe("alt2img embed, of pictures and texts", () => {
  test("a row for each picture and line, in their order, with what was wrong", async () => {
    const cwd = await pictureFolder();
    const long = "word ".repeat(60).trim();
    writeFileSync(join(cwd, "texts.txt"), `\ufeffa face\r\n\n${long}\n`);
    const names = ["face.png", "texts.txt", "bad.jpg", "handshake.png"];
    const { status, stderr } = await runCli(["embed", ...names, "--out", "new/e.parquet"], { cwd });
    const path = join(cwd, "new/e.parquet");
    const rows = await rowsOf(path);
    expect(rows.map(({ source, line, text, model }) => [source, line, text, model])).toEqual([
      ["face.png", null, null, "tiny"],
      ["texts.txt", 1, "a face", "tiny"],
      ["texts.txt", 3, long, "tiny"],
      ["bad.jpg", null, null, "tiny"],
      ["handshake.png", null, null, "tiny"],
    ]);
    expect(rows.map(({ diagnostic }) => diagnostic)).toEqual([
      null,
      null,
      expect.stringMatching(/^The text is too long; the model didn't read: word word/),
      expect.stringMatching(/^The file begins with the bytes/),
      null,
    ]);
    expect(rows[3]).toMatchObject({ image_embedding: null, text_embedding: null });
    await using clip = await loadClip(tinyClip);
    const [text] = await clip.embedTexts(["a face"]);
    const [image] = await clip.embedImages([readFileSync(join(cwd, "face.png"))]);
    // Other texts in the batch change the last bits.
    expect(listOf(rows[1]!["text_embedding"]).every((value, i) => Math.abs(value - text![i]!) < 1e-6)).toBe(true);
    expect(listOf(rows[0]!["image_embedding"]).every((value, i) => Math.abs(value - image![i]!) < 1e-6)).toBe(true);
    expect(stderr).toContain("new/e.parquet: 5 rows, 2 pictures and 2 texts embedded as 128 numbers each");
    expect(stderr).toContain("alt2img: bad.jpg: The file begins with the bytes");
    expect(stderr).toContain("1 picture couldn't be read.");
    expect(status).toBe(3);
  });

  test("embeddings are list<float>", async () => {
    const cwd = await pictureFolder();
    await runCli(["embed", "face.png", "--out", "e.parquet", "--quiet"], { cwd });
    const { schema } = parquetMetadata(bytesOf(join(cwd, "e.parquet")));
    const at = schema.findIndex(({ name }) => name === "image_embedding");
    expect(schema.slice(at, at + 3)).toMatchObject([
      { converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED" },
      { name: "element", type: "FLOAT" },
    ]);
  });

  test("takes names from standard input, each file once, whatever the batch size", async () => {
    const cwd = await pictureFolder();
    const stdin = "face.png\nhandshake.png\n./face.png\n";
    const { status, stderr } = await runCli(["embed", "-", "--out", "one.parquet", "--batch-size", "1"], {
      cwd,
      stdin,
    });
    expect(stderr).toContain("Ignored 1 duplicate input: ./face.png.");
    expect(status).toBe(0);
    const many = await runCli(["embed", "face.png", "handshake.png", "--out", "many.parquet", "--quiet"], { cwd });
    expect(many.stderr).toBe("");
    const [one, all] = [await rowsOf(join(cwd, "one.parquet")), await rowsOf(join(cwd, "many.parquet"))];
    expect(one.map(({ source }) => source)).toEqual(all.map(({ source }) => source));
    for (const [i, row] of one.entries()) {
      const other = listOf(all[i]!["image_embedding"]);
      expect(listOf(row["image_embedding"]).every((value, k) => Math.abs(value - other[k]!) < 1e-5)).toBe(true);
    }
  });
});

describe("alt2img embed, of pairs", () => {
  async function pairFolder(): Promise<string> {
    const cwd = await pictureFolder();
    mkdirSync(join(cwd, "pictures/b.example/img"), { recursive: true });
    cpSync(join(cwd, "face.png"), join(cwd, "pictures/b.example/img/my face.png"));
    return cwd;
  }

  test("keeps their columns, and adds embeddings and the similarity of what is there", async () => {
    const cwd = await pairFolder();
    const pairs = [
      pair("https://b.example/img/my%20face.png?v=2", "a face", { licence: "CC0" }),
      pair("https://b.example/gone.png", "a fire engine"),
      pair(pathToFileURL(join(cwd, "handshake.png")).href, "a handshake"),
    ];
    writeFileSync(join(cwd, "pairs.jsonl"), jsonl(pairs));
    const { status, stderr } = await runCli(
      ["embed", "pairs.jsonl", "--images", "pictures", "--out", "embedded.parquet"],
      { cwd },
    );
    expect(stderr).toContain("embedded.parquet: 3 rows, 2 pictures and 3 texts embedded");
    expect(status).toBe(0);
    const rows = await rowsOf(join(cwd, "embedded.parquet"));
    expect(
      rows.map(({ URL: url, TEXT, licence, diagnostic, model }) => [url, TEXT, licence, diagnostic, model]),
    ).toEqual([
      [pairs[0]!.imageUrl, "a face", "CC0", null, "tiny"],
      [pairs[1]!.imageUrl, "a fire engine", null, "The picture isn't in pictures.", "tiny"],
      [pairs[2]!.imageUrl, "a handshake", null, null, "tiny"],
    ]);
    for (const { image_embedding, text_embedding, similarity } of rows) {
      if (image_embedding === null) expect(similarity).toBeNull();
      else {
        const [image, text] = [image_embedding, text_embedding].map((list) => Float32Array.from(listOf(list)));
        expect(similarity).toBeCloseTo(similarityMatrix([image!], [text!]).data[0]!, 5);
      }
    }
    // It is a file of pairs again.
    const back = await collect(readParquet(openBytes(new Uint8Array(bytesOf(join(cwd, "embedded.parquet"))))));
    expect(back[0]).toMatchObject(pairs[0]!);
  });

  test("reads Parquet and compressed JSON Lines, one after the other; a bad line is named and counted", async () => {
    const cwd = await pairFolder();
    writeFileSync(join(cwd, "page.html"), '<img src="https://b.example/a.png" alt="a red apple">');
    expect((await runCli(["pairs", "page.html", "--out", "a.parquet", "--quiet"], { cwd })).status).toBe(0);
    writeFileSync(join(cwd, "b.jsonl.gz"), gzipSync(`${jsonl([pair("https://b.example/b.png", "a pear")])}{broken\n`));
    const { status, stderr } = await runCli(["embed", "a.parquet", "b.jsonl.gz", "--out", "e.parquet"], { cwd });
    expect((await rowsOf(join(cwd, "e.parquet"))).map(({ TEXT }) => TEXT)).toEqual(["a red apple", "a pear"]);
    expect(stderr).toContain("b.jsonl.gz, line 2");
    expect(status).toBe(3);
  });

  test.each([
    ["pairs that have a similarity already", { similarity: 0.3 }, "The pairs have “similarity” already"],
    ["pairs that were embedded already", { text_embedding: [1] }, "The pairs have “text_embedding” already"],
  ])("refuses %s, and leaves no file", async (_, more, message) => {
    const cwd = await pairFolder();
    writeFileSync(join(cwd, "pairs.jsonl"), jsonl([pair("https://b.example/b.png", "a pear", more)]));
    const { status, stderr } = await runCli(["embed", "pairs.jsonl", "--out", "e.parquet"], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(3);
    expect(readdirSync(cwd).filter((name) => name.includes("parquet"))).toEqual([]);
  });

  test("a picture outside of the folder isn't read, however its address is written", async () => {
    const cwd = await pairFolder();
    const root = join(cwd, "pictures");
    expect(localPicture("https://b.example/img/my%20face.png", root)).toBe(join(root, "b.example/img/my face.png"));
    expect(localPicture("https://b.example/img/my%20face.png", undefined)).toBeUndefined();
    for (const path of ["..%2f..%2fface.png", "%2e%2e/%2e%2e/face.png", "../../face.png", "%00", "%"]) {
      expect(localPicture(`https://b.example/${path}`, root), path).toBeUndefined();
    }
    expect(localPicture("mailto:x", root)).toBeUndefined();
    expect(localPicture("nonsense", root)).toBeUndefined();
  });
});

describe("alt2img embed, called wrongly or stopped", () => {
  test.each([
    [["face.png"], "required option '-o, --out <file>' not specified"],
    [["face.png", "--out", "e.csv"], "--out e.csv must end in .parquet, since embeddings are written as Parquet."],
    [["face.png", "--out", ""], "It is empty. Give a file name."],
    [["face.png", "--out", "e.parquet", "--batch-size", "0"], "It must be a whole number, from 1 to 4096."],
    [
      ["face.png", "x.jsonl", "--out", "e.parquet"],
      "x.jsonl has pairs and face.png doesn't, and their columns differ.",
    ],
    [["face.png", "--out", "e.parquet", "--images", "."], "--images does nothing without a file of pairs"],
    [["x.jsonl", "--out", "e.parquet", "--images", "nowhere"], "--images nowhere isn't a folder."],
    [["x.parquet", "--out", "x.parquet"], "x.parquet is an input and would be overwritten."],
    [["face.png", "--out", "dir.parquet"], "dir.parquet is a folder. Give a file name"],
  ])("%j", async (args, message) => {
    const cwd = await pictureFolder();
    mkdirSync(join(cwd, "dir.parquet"));
    writeFileSync(join(cwd, "x.parquet"), "x");
    const { status, stderr } = await runCli(["embed", ...args], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test.each([
    [["nowhere.jsonl"], "Cannot read nowhere.jsonl: There is no such file."],
    [["nowhere.txt"], "Cannot read nowhere.txt: There is no such file."],
    [["nowhere.parquet"], "Cannot read nowhere.parquet: There is no such file."],
    [["damaged.parquet"], "can't be read as Parquet"],
  ])("%j can't be read: status 3, and no file", async (args, message) => {
    const cwd = await pictureFolder();
    writeFileSync(join(cwd, "damaged.parquet"), "PAR1 no PAR1");
    const { status, stderr } = await runCli(["embed", ...args, "--out", "e.parquet"], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(3);
    expect(existsSync(join(cwd, "e.parquet"))).toBe(false);
  });

  test("Ctrl-C leaves no file, and status 130", async () => {
    const cwd = await pictureFolder();
    writeFileSync(join(cwd, "many.txt"), "a face with a bicycle and a fire engine\n".repeat(50_000));
    const child = startCli(["embed", "many.txt", "--out", "e.parquet"], { cwd });
    child.stdin.end();
    const finished = finish(child);
    for (;;) {
      if (readdirSync(cwd).some((name) => name.endsWith(".partial"))) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill("SIGINT");
    await once(child, "exit");
    const { status, stderr } = await finished;
    expect(stderr).toContain("alt2img: interrupted");
    expect(status).toBe(130);
    expect(readdirSync(cwd).filter((name) => /parquet|partial/.test(name))).toEqual([]);
  });
});
