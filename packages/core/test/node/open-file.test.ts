import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readAll } from "../../src/index.js";
import { openFile } from "../../src/node.js";

const folder = mkdtempSync(join(tmpdir(), "alt2img-core-"));
const path = join(folder, "a.bin");
const bytes = Uint8Array.from({ length: 20 << 20 }, (_, i) => i % 251);
writeFileSync(path, bytes);
afterAll(() => rmSync(folder, { recursive: true }));

describe("openFile", () => {
  it.each([path, pathToFileURL(path)])("reads parts of %s and the whole, and reports progress", async (place) => {
    await using file = await openFile(place);
    expect(file.byteLength).toBe(bytes.length);
    expect(new Uint8Array(await file.slice(1000, 1010))).toEqual(bytes.slice(1000, 1010));
    const done: number[] = [];
    const all = await readAll(file, { onProgress: (progress) => done.push(progress.done) });
    expect(Buffer.compare(all, bytes)).toBe(0);
    expect(done).toEqual([16 << 20, 20 << 20]);
  });

  it("says that a file is missing, with the system's error as the cause", async () => {
    await expect(openFile(join(folder, "b.bin"))).rejects.toMatchObject({
      code: "core/unreachable",
      message: expect.stringContaining("b.bin"),
      cause: { code: "ENOENT" },
    });
    await expect(openFile(folder)).rejects.toMatchObject({ code: "core/unreachable" });
  });

  it("fails when the file has become shorter", async () => {
    const shorter = join(folder, "c.bin");
    writeFileSync(shorter, bytes.subarray(0, 1000));
    await using file = await openFile(shorter);
    truncateSync(shorter, 400);
    await expect(readAll(file)).rejects.toMatchObject({
      code: "core/damaged",
      message: `${shorter} has only 400 bytes now; it had 1000 when it was opened.`,
    });
  });

  it("stops between two reads when it is aborted, and reads nothing once it is closed", async () => {
    const file = await openFile(path);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    await expect(readAll(file, { signal: controller.signal, onProgress })).rejects.toThrow("enough");
    await file.close();
    await expect(file.slice(0, 1)).rejects.toMatchObject({ code: "core/unreachable" });
  });
});
