import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Diagnostic, openBytes, type RandomAccessBytes } from "@alt2img/core";
import { openFile } from "@alt2img/core/node";
import { collect } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { writeJsonl } from "../../src/index.js";
import { writeParquetTable } from "../../src/parquet/index.js";
import { pairOfRow, type ReadRowsOptions, readRows, rowOfPair } from "../../src/store/index.js";
import { readImageFolder } from "../../src/store/node.js";
import { barePair, fullPair } from "../pairs.js";
import { tarOf } from "./tar.js";

const golden = (path: string): string => fileURLToPath(new URL(`../golden/${path}`, import.meta.url));
const text = (content: string): RandomAccessBytes => openBytes(new TextEncoder().encode(content));

async function read(file: RandomAccessBytes, options: ReadRowsOptions = {}) {
  const problems: Diagnostic[] = [];
  const reader = await readRows(file, { ...options, onDiagnostic: (problem) => problems.push(problem) });
  const rows = await collect(reader);
  expect(Object.values(reader.diagnosticCounts).reduce((sum, count) => sum + count, 0)).toBe(problems.length);
  return { format: reader.format, rows, problems: problems.map(({ message }) => message) };
}

describe("LAION's metadata", () => {
  const first = { URL: "https://a.example/1.jpg", TEXT: "a red apple" };
  const second = { URL: "https://b.example/2.jpg", TEXT: "ein Café, “süß”" };
  const sizes = [
    { WIDTH: 640, HEIGHT: 480 },
    { WIDTH: 800, HEIGHT: 600 },
  ];
  const scores = [{ similarity: 0.3142 }, { similarity: 0.3333 }];
  const nsfw = [{ NSFW: "UNLIKELY" }, { NSFW: "UNSURE" }];

  test.each([
    [
      "laion400m",
      [
        { SAMPLE_ID: 1, LICENSE: "?", ...nsfw[0], ...sizes[0], ...scores[0] },
        { SAMPLE_ID: 2, LICENSE: "cc-by-sa-4.0", ...nsfw[1], HEIGHT: 600, ...scores[1] },
      ],
    ],
    [
      "laion2b-multi",
      [
        { SAMPLE_ID: 1, LICENSE: "?", LANGUAGE: "en", ...nsfw[0], ...sizes[0], ...scores[0] },
        { SAMPLE_ID: 2n ** 53n + 1n, LANGUAGE: "de", ...nsfw[1], ...sizes[1], ...scores[1] },
      ],
    ],
    [
      "laion2b-en-aesthetic",
      [
        { hash: -(2n ** 63n), pwatermark: 0.25, punsafe: 0.125, aesthetic: 7.5, ...sizes[0], ...scores[0] },
        { hash: 2n ** 62n + 1n, pwatermark: 0.5, punsafe: 0, aesthetic: 8.25, ...sizes[1], ...scores[1] },
      ],
    ],
    ["improved-aesthetics", [{ aesthetic: 6.5 }, { aesthetic: 7 }]],
    ["relaion2b-en", sizes],
  ])("%s, with its own names and types", async (name, rest) => {
    await using file = await openFile(golden(`laion/${name}.parquet`));
    const { format, rows, problems } = await read(file);
    expect(format).toBe("parquet");
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { ...first, ...rest[0] },
      { ...second, ...rest[1] },
    ]);
  });

  test("becomes pairs for the funnel, with what LAION doesn't say", () => {
    const row = { ...first, similarity: 0.31, WIDTH: 640 };
    expect(pairOfRow(row, { source: "alt", pageUrl: "https://unknown.example/" })).toEqual({
      imageUrl: first.URL,
      text: first.TEXT,
      source: "alt",
      pageUrl: "https://unknown.example/",
      similarity: 0.31,
      WIDTH: 640,
    });
    expect(() => pairOfRow(row)).toThrow(expect.objectContaining({ code: "dataset/row" }));
    expect(pairOfRow(rowOfPair(fullPair))).toEqual(fullPair);
    expect(pairOfRow(rowOfPair(barePair))).toEqual(barePair);
  });
});

describe("img2dataset's output", () => {
  const common = { key: "000000000", status: "success", exif: "{}", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
  const red = {
    ...common,
    URL: "http://127.0.0.1:8765/red.jpg",
    TEXT: "a red apple",
    WIDTH: 40,
    HEIGHT: 30,
    stored_width: 21,
    stored_height: 16,
    similarity: 0.31,
    hash: -(2n ** 63n),
  };
  const others = [
    { TEXT: "grünes Gras, “saftig”", WIDTH: 20, HEIGHT: 20, stored_width: 16, stored_height: 16, hash: 7 },
    { TEXT: "the blue sky", WIDTH: 16, HEIGHT: 48, hash: 2n ** 62n + 1n },
  ];
  const isJpeg = (value: unknown): boolean => value instanceof Uint8Array && value[0] === 0xff && value[1] === 0xd8;

  test.each([
    ["images.parquet", 1],
    ["webdataset.tar", 0],
  ])("%s, with and without the pictures", async (name, failed) => {
    await using file = await openFile(golden(`img2dataset/${name}`));
    const { rows, problems } = await read(file);
    expect(rows).toEqual([red, expect.objectContaining(others[0]), expect.objectContaining(others[1])]);
    expect(problems).toHaveLength(failed);
    const whole = await read(file, { pictures: true });
    expect(whole.rows.map(({ image }) => isJpeg(image))).toEqual([true, true, true]);
    expect(whole.rows.map(({ TEXT }) => TEXT)).toEqual(rows.map(({ TEXT }) => TEXT));
  });

  test("the list, in which a failed download is a diagnostic with its reason", async () => {
    await using file = await openFile(golden("img2dataset/metadata.parquet"));
    const { rows, problems } = await read(file, { filename: "00000.parquet" });
    expect(rows).toHaveLength(3);
    expect(problems).toEqual([
      "00000.parquet, row 2: img2dataset couldn't fetch the picture (failed_to_download: HTTP Error 404: File not found); skipped the row.",
    ]);
  });

  test("a folder of files", async () => {
    const reader = readImageFolder(golden("img2dataset/files"), { pictures: true });
    const rows = await collect(reader);
    expect(rows.map(({ image, ...row }) => [isJpeg(image), row])).toEqual([
      [true, red],
      [true, expect.objectContaining(others[0])],
      [true, expect.objectContaining(others[1])],
    ]);
    expect([reader.format, reader.diagnosticCounts]).toEqual(["files", {}]);
  });
});

describe("text formats", () => {
  test("CSV with quotes, doubled quotes, line ends in fields, a byte order mark and \\r\\n", async () => {
    const csv =
      '\uFEFFurl,caption,width\r\nhttps://a.example/1.jpg,"a ""red"",\r\napple",640\r\n\r\nhttps://b.example/2.jpg,5" nail,\r\n';
    expect(await read(text(csv))).toEqual({
      format: "csv",
      rows: [
        { URL: "https://a.example/1.jpg", TEXT: 'a "red",\r\napple', WIDTH: 640 },
        { URL: "https://b.example/2.jpg", TEXT: '5" nail' },
      ],
      problems: [],
    });
  });

  test.each(["\t", ";"])("CSV separated by %j, and rows of another length", async (separator) => {
    const lines = [
      "URL,TEXT",
      "https://a.example/1.jpg,one",
      "https://a.example/2.jpg",
      "https://a.example/3.jpg,three",
    ];
    const { rows, problems } = await read(text(lines.join("\n").replaceAll(",", separator)));
    expect(rows.map(({ TEXT }) => TEXT)).toEqual(["one", "three"]);
    expect(problems).toEqual(["The file, line 3: it has 1 fields; the header has 2; skipped the row."]);
  });

  test("blank cells, and values of another type, aren't numbers", async () => {
    const csv = 'url,caption,width,similarity\nhttps://a.example/1.jpg,one," "," "\n';
    const json = '{"url":"https://a.example/1.jpg","caption":"one","width":[],"similarity":false}\n';
    for (const given of [csv, json]) {
      expect((await read(text(given))).rows).toEqual([{ URL: "https://a.example/1.jpg", TEXT: "one" }]);
    }
  });

  test("JSON Lines of alt2img's own pairs, with declared sizes as such", async () => {
    const lines = await new Blob(await collect(writeJsonl([fullPair, barePair]))).text();
    const { format, rows } = await read(text(`${lines}{"imageUrl":3}\nnot json\n`));
    expect(format).toBe("jsonl");
    expect(rows).toEqual([rowOfPair(fullPair), rowOfPair(barePair)]);
    expect(rows.map((row) => pairOfRow(row))).toEqual([fullPair, barePair]);
  });

  test("a JSON array, and an object over several lines", async () => {
    const row = { url: "https://a.example/1.jpg", caption: "a", hash: 1 };
    const array = await read(text(JSON.stringify([row, 3, { url: 1 }], null, 2)));
    expect([array.format, array.rows.length, array.problems.length]).toEqual(["json", 1, 2]);
    expect(await read(text(JSON.stringify(row, null, 2)))).toMatchObject({
      format: "json",
      rows: [{ TEXT: "a", hash: 1 }],
    });
    const long =
      '{"url":"https://a.example/","caption":"a \\"hash\\": 9223372036854775807","hash": 9223372036854775807}';
    expect((await read(text(long))).rows).toEqual([
      { URL: "https://a.example/", TEXT: 'a "hash": 9223372036854775807', hash: 2n ** 63n - 1n },
    ]);
  });
});

describe("sets without addresses, such as the published ones of Stable Bias", () => {
  const row = { adjective: "no_adjective", profession: "tax_collector", no: 0, model: "SD_2" };

  test.each([
    ["jsonl", `${JSON.stringify(row)}\n${JSON.stringify({ ...row, no: 1 })}\n`, "line 1"],
    ["json", JSON.stringify([row, { ...row, no: 1 }]), "item 1"],
    ["csv", "adjective,profession,no,model\nx,nurse,0,SD_2\nx,nurse,1,SD_2\n", "line 2"],
  ])("count each row as a diagnostic: %s", async (_, content, place) => {
    const reader = await readRows(text(content));
    expect(await collect(reader)).toEqual([]);
    expect(reader.diagnosticCounts).toEqual({ "dataset/row": 2 });
    expect((await read(text(content))).problems[0]).toBe(
      `The file, ${place}: it has no URL (URL, url, imageUrl, image_url); skipped the row.`,
    );
  });

  test("count each row as a diagnostic: Parquet", async () => {
    const columns = Object.keys(row).map((name) => ({ name, type: name === "no" ? "int32" : "string" }) as const);
    const table = new Blob(await collect(writeParquetTable([row, row], { columns })));
    const reader = await readRows(openBytes(new Uint8Array(await table.arrayBuffer())));
    expect(await collect(reader)).toEqual([]);
    expect([reader.format, reader.diagnosticCounts]).toEqual(["parquet", { "dataset/row": 2 }]);
  });
});

describe("a file is what its bytes say, never its name", () => {
  test("a Parquet file that is called .tar, and a tar that is called .csv", async () => {
    const parquet = new Uint8Array(await readFile(golden("laion/laion400m.parquet")));
    expect((await readRows({ ...openBytes(parquet), name: "00000.tar" })).format).toBe("parquet");
    const tar = new Uint8Array(await readFile(golden("img2dataset/webdataset.tar")));
    expect((await readRows({ ...openBytes(tar), name: "list.csv" })).format).toBe("tar");
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["a page", new TextEncoder().encode("<!doctype html>\n<p>a, b</p>")],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x61, 0)],
    ["a text without columns", new TextEncoder().encode("hello")],
  ])("%s is refused", async (_, bytes) => {
    await expect(readRows(openBytes(bytes))).rejects.toMatchObject({ code: "dataset/unknown-format" });
  });
});

describe("hostile files", () => {
  const sample = { "a.txt": "a text", "a.json": '{"url":"https://a.example/1.jpg"}' };
  const codeOf = (file: Uint8Array): Promise<unknown> =>
    read(openBytes(file)).then(
      ({ rows }) => rows.length,
      (error: { code?: unknown }) => error.code ?? error,
    );

  test("a tar: paths stay names, links are skipped, and sizes must fit", async () => {
    expect(await codeOf(tarOf({ "../../etc/a.txt": "x", "../../etc/a.json": '{"url":"https://a.example/"}' }))).toBe(1);
    expect(await codeOf(tarOf(sample))).toBe(1);
    expect(await codeOf(tarOf(sample, { "a.txt": { type: "2" } }))).toBe(0);
    expect(await codeOf(tarOf(sample, { "a.json": { size: "77777777777" } }))).toBe("dataset/tar");
    expect(await codeOf(tarOf(sample, { "a.json": { size: "-1" } }))).toBe("dataset/tar");
    expect(await codeOf(tarOf(sample, { "a.json": { size: "\u00ff".repeat(11) } }))).toBe("dataset/tar");
    const cut = tarOf(sample);
    expect(await codeOf(cut.subarray(0, 700))).toBe("dataset/tar");
    cut[512 * 2 + 3] = 1;
    expect(await codeOf(cut)).toBe("dataset/tar");
  });

  test("a tar: long names of GNU and pax, a name that is too long, and a sample of too many files", async () => {
    const long = `${"folder/".repeat(30)}sample`;
    const json = '{"url":"https://a.example/","caption":"x"}';
    expect(
      await codeOf(
        tarOf({ "././@LongLink": `${long}.json\0`, "short.json": json }, { "././@LongLink": { type: "L" } }),
      ),
    ).toBe(1);
    const record = ` path=${long}.json\n`;
    const pax = `${record.length + 3}${record}`;
    expect(await codeOf(tarOf({ pax, "short.bin": json }, { pax: { type: "x" } }))).toBe(1);
    const bomb = "x".repeat(70_000);
    expect(await codeOf(tarOf({ bomb, "short.json": json }, { bomb: { type: "L" } }))).toBe("dataset/tar");
    expect(await codeOf(tarOf({ pax: "12 size=1e9\n", "a.json": json }, { pax: { type: "x" } }))).toBe("dataset/tar");
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`a.${i}`, "x"]));
    expect(await codeOf(tarOf(many))).toBe("dataset/tar");
    expect(await codeOf(tarOf({ "a.json": "[".repeat(1000) }))).toBe(0);
  });

  test("Parquet that is cut anywhere, or claims what isn't there", async () => {
    const whole = new Uint8Array(await readFile(golden("laion/laion2b-multi.parquet")));
    for (const length of [4, 8, 100, whole.length - 9, whole.length - 1]) {
      expect(await codeOf(whole.subarray(0, length))).toBe("dataset/not-parquet");
    }
    const claim = whole.slice();
    new DataView(claim.buffer).setUint32(claim.length - 8, 0xffff_ffff, true);
    expect(await codeOf(claim)).toBe("dataset/not-parquet");
  });

  test("CSV with a quote that isn't closed, a field without end, something after a quote, or another encoding", async () => {
    const encode = (content: string): Uint8Array => new TextEncoder().encode(content);
    expect(await codeOf(encode('url,caption\nhttps://a.example/,"open'))).toBe("dataset/csv");
    expect(await codeOf(encode(`url,caption\nhttps://a.example/,"${"x".repeat(17 << 20)}`))).toBe("dataset/csv");
    expect(await codeOf(encode('url,caption\nhttps://a.example/,"a"b\n'))).toBe("dataset/csv");
    expect(await codeOf(encode(`url,caption\n${",".repeat(17 << 20)}`))).toBe("dataset/csv");
    expect(await codeOf(encode(`url,caption\nhttps://a.example/,"${'""'.repeat(17 << 20)}"`))).toBe("dataset/csv");
    const latin = encode(`url,caption\n${"https://a.example/,a\n".repeat(300)}https://a.example/,x`);
    latin[latin.length - 1] = 0xe9;
    expect(await codeOf(latin)).toBe("dataset/csv");
  });

  test("JSON that isn't", async () => {
    expect(await codeOf(new TextEncoder().encode('[{"url": 1'))).toBe("dataset/json");
  });
});

test("an abort stops every reader with the signal's reason", async () => {
  const signal = AbortSignal.abort(new Error("no"));
  for (const name of await readdir(golden("laion"))) {
    if (!name.endsWith(".parquet")) continue;
    await using file = await openFile(golden(`laion/${name}`));
    await expect(readRows(file, { signal })).rejects.toThrow("no");
  }
});
