import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "@alt2img/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FetchRecord } from "../../src/fetch/index.js";
import { openState, type StateFile } from "../../src/fetch/state/state-file.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-state-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lost = (n: number): FetchRecord => ({
  url: `http://a/${n}`,
  state: "failed",
  code: "dataset/http-404",
  message: "€",
});
const file = (): string => join(folder, "fetch.jsonl");
const open = (settings = {}, diagnostics: Diagnostic[] = []): Promise<StateFile> =>
  openState(folder, settings, (diagnostic) => diagnostics.push(diagnostic));

async function write(...records: FetchRecord[]): Promise<string> {
  const state = await open();
  await Promise.all(records.map((record) => state.append(record)));
  await state.close();
  return readFile(file(), "utf8");
}

it("knows what was appended, the last record of each address", async () => {
  await write(lost(1), lost(2));
  await write({ ...lost(1), code: "dataset/http-500" } as FetchRecord);
  const state = await open();
  expect([state.get("http://a/1"), state.get("http://a/2"), state.get("http://a/3")]).toEqual([
    { ...lost(1), code: "dataset/http-500" },
    lost(2),
    undefined,
  ]);
  await state.close();
});

it("opens after a kill at any byte, without the line that wasn't finished", async () => {
  const whole = Buffer.from(await write(lost(1), lost(2)));
  for (let length = 0; length <= whole.length; length++) {
    await writeFile(file(), whole.subarray(0, length));
    const diagnostics: Diagnostic[] = [];
    const state = await open({}, diagnostics);
    const lines = whole.subarray(0, length).toString().split("\n").length - 1;
    expect([1, 2].map((n) => state.get(`http://a/${n}`) !== undefined)).toEqual([lines > 1, lines > 2]);
    await state.append(lost(3));
    await state.close();
    expect(diagnostics).toEqual([]);
    const after = (await readFile(file(), "utf8")).split("\n");
    expect(after.length).toBe(Math.max(lines, 1) + 2);
  }
});

const elsewhere = (file: string): string =>
  JSON.stringify({ url: "x", state: "kept", bytes: 1, sha256: "0".repeat(64), file });

it.each([
  ...["not JSON", "[]", '{"url":1}', '{"url":"x","state":"kept"}', '{"url":"x","state":"none"}', "\xff"],
  ...["../../etc/passwd", "/etc/passwd", "images/../../x.png", "images\\..\\x.png", ""].map(elsewhere),
])("reports a line that isn't a record: %s", async (line) => {
  const header = (await write()).trimEnd();
  const text = `${header}\n${line}\n${JSON.stringify({ ...lost(1), message: "" })}\n`;
  await writeFile(file(), text, line === "\xff" ? "latin1" : "utf8");
  const diagnostics: Diagnostic[] = [];
  const state = await open({}, diagnostics);
  expect(state.get("http://a/1")).toMatchObject({ state: "failed" });
  expect(diagnostics).toMatchObject([{ code: "dataset/fetch-state", line: 2, filename: file() }]);
  await state.close();
});

it("refuses other settings, and files of others", async () => {
  await write(lost(1));
  await expect(open({ size: 1 })).rejects.toMatchObject({ code: "dataset/fetch-settings" });
  await writeFile(file(), '{"imageUrl":"http://a/1"}\n');
  await expect(open()).rejects.toMatchObject({ code: "dataset/fetch-state" });
});

it("removes what a killed process was writing", async () => {
  await mkdir(join(folder, "images"));
  const partial = join(folder, "images/1.partial");
  await writeFile(partial, "x");
  await write();
  await expect(readFile(partial)).rejects.toMatchObject({ code: "ENOENT" });
});

describe("the lock", () => {
  const lock = (): string => join(folder, "fetch.lock");

  it.each([
    ["a process that has ended", `999999999 1 ${hostname()}\n`],
    ["a process that was killed before it wrote its name", ""],
    ["an earlier process with our number", `${process.pid} 1 ${hostname()}\n`],
  ])("of %s is taken over", async (_, content) => {
    await writeFile(lock(), content);
    await (await open()).close();
    await expect(readFile(lock())).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.each([
    ["a process that runs", `${process.ppid} 1 ${hostname()}\n`],
    ["another machine's process", "1 1 elsewhere\n"],
  ])("of %s is respected", async (_, content) => {
    await writeFile(lock(), content);
    await expect(open()).rejects.toMatchObject({ code: "dataset/fetch-busy" });
    expect(await readFile(lock(), "utf8")).toBe(content);
  });
});
