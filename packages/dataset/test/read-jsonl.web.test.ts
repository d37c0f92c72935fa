import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { readJsonl, writeJsonl } from "../src/index.js";
import { MAX_LINE_BYTES } from "../src/jsonl/lines.js";
import { barePair, fullPair, manyPairs } from "./pairs.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const line = JSON.stringify(barePair);

async function read(source: Uint8Array): Promise<{ pairs: unknown[]; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const reader = readJsonl(source, { filename: "pairs.jsonl", onDiagnostic });
  const pairs = await collect(reader);
  const counts: Record<string, number> = {};
  for (const { code } of diagnostics) counts[code] = (counts[code] ?? 0) + 1;
  expect(reader.diagnosticCounts).toEqual(counts);
  return { pairs, diagnostics };
}

test("what was written comes back, wherever the chunks end", async () => {
  const pairs = [...manyPairs(20), { ...fullPair, text: "a\nb\u2028c\u0000" }];
  const written = new Uint8Array(await new Blob(await collect(writeJsonl(pairs))).arrayBuffer());
  for (const size of [1, 7, 64, written.length]) {
    expect(await collect(readJsonl(inChunks(written, size)))).toEqual(pairs);
  }
});

test("keys from later stages are kept", async () => {
  const scored = { ...barePair, similarity: 0.31 };
  expect((await read(bytes(JSON.stringify(scored)))).pairs).toEqual([scored]);
});

test("a byte order mark, CRLF, blank lines and a missing last line end do no harm", async () => {
  const { pairs, diagnostics } = await read(bytes(`\ufeff${line}\r\n\r\n  \n${line}`));
  expect(pairs).toEqual([barePair, barePair]);
  expect(diagnostics).toEqual([]);
});

describe("a bad line is a diagnostic with its number, and the others are read", () => {
  const cases: [name: string, bad: Uint8Array, code: string, message: string][] = [
    ["not JSON", bytes("{oops"), "dataset/jsonl-syntax", "not JSON"],
    ["cut off", bytes(line.slice(0, -5)), "dataset/jsonl-syntax", "not JSON"],
    ["not an object", bytes("[1]"), "dataset/jsonl-pair", "found [1]"],
    ["no imageUrl", bytes('{"text":"a"}'), "dataset/jsonl-pair", "“imageUrl” should be a string, found nothing"],
    ["empty text", bytes(line.replace('"b"', '""')), "dataset/jsonl-pair", "“text” should be a string, found an empty"],
    ["unknown source", bytes(line.replace('"alt"', '"alternative"')), "dataset/jsonl-pair", 'found "alternative"'],
    ["bad width", bytes(line.replace("}", ',"width":"3"}')), "dataset/jsonl-pair", "“width” should be a number ≥ 0"],
    ["bad optOut", bytes(line.replace("}", ',"optOut":"noai"}')), "dataset/jsonl-pair", "“optOut” should be a list"],
    ["bad filename", bytes(line.replace("}", ',"filename":1}')), "dataset/jsonl-pair", "“filename” should be"],
    ["not UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "dataset/jsonl-utf8", "not UTF-8"],
  ];
  test.each(cases)("%s", async (_, bad, code, message) => {
    const all = await new Blob([`${line}\n`, new Uint8Array(bad), `\n${line}\n`]).arrayBuffer();
    const { pairs, diagnostics } = await read(new Uint8Array(all));
    expect(pairs).toEqual([barePair, barePair]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code, line: 2, filename: "pairs.jsonl" });
    expect(diagnostics[0]?.message).toContain("pairs.jsonl, line 2: ");
    expect(diagnostics[0]?.message).toContain(message);
  });

  test("a line that is too long, in bounded memory", async () => {
    const long = new Uint8Array(1024 * 1024).fill(0x20);
    async function* source(): AsyncGenerator<Uint8Array> {
      yield bytes(`${line}\n`);
      for (let i = 0; i <= MAX_LINE_BYTES / long.length; i++) yield long;
      yield bytes(`\n${line}`);
    }
    const diagnostics: Diagnostic[] = [];
    const pairs = await collect(readJsonl(source(), { onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) }));
    expect(pairs).toEqual([barePair, barePair]);
    expect(diagnostics).toMatchObject([{ code: "dataset/jsonl-line-length", line: 2 }]);
  });
});

test("strict throws instead", async () => {
  const broken = collect(readJsonl(bytes(`${line}\n{`), { strict: true }));
  await expect(broken).rejects.toThrow(Alt2imgError);
  await expect(broken).rejects.toMatchObject({ code: "dataset/jsonl-syntax" });
});

test("a second loop throws: it would look like an empty file", async () => {
  const pairs = readJsonl(bytes(`${line}\n`));
  expect(await collect(pairs)).toEqual([barePair]);
  await expect(collect(pairs)).rejects.toMatchObject({ code: "dataset/read-twice" });
});

test("progress ends at the total, and an abort stops it", async () => {
  const source = bytes(`${line}\n${line}\n`);
  const seen: number[] = [];
  await collect(readJsonl(inChunks(source, 50), { onProgress: ({ done }) => seen.push(done) }));
  expect(seen.at(-1)).toBe(source.length);
  const signal = AbortSignal.abort(new Error("no"));
  await expect(collect(readJsonl(source, { signal }))).rejects.toThrow("no");
});
