import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "../../src/node.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alt2img-core-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("makeFolder", () => {
  it("makes the missing folders, and returns the first of them", async () => {
    expect(await makeFolder(join(folder, "a"))).toBe(join(folder, "a"));
    expect(await makeFolder(join(folder, "a", "b", "c"))).toBe(join(folder, "a", "b"));
    expect(await makeFolder(join(folder, "a", "b", "c"))).toBeUndefined();
    expect(await makeFolder(`${relative(process.cwd(), folder)}/d/../e/`)).toBe(join(folder, "e"));
    expect(statSync(join(folder, "a", "b", "c")).isDirectory()).toBe(true);
    expect(await makeFolder("/")).toBeUndefined();
  });

  it("succeeds when several calls make one folder", async () => {
    // Often, since each round takes another turn through the file system.
    for (let round = 0; round < 200; round++) {
      const path = join(folder, `${round}`, "a", "b");
      await Promise.all([path, join(path, "c"), path, join(path, "d"), path].map(makeFolder));
      expect(statSync(join(path, "d")).isDirectory()).toBe(true);
    }
  });

  it("throws the file system's error", async () => {
    writeFileSync(join(folder, "file"), "");
    symlinkSync(join(folder, "nowhere"), join(folder, "link"));
    await expect(makeFolder(join(folder, "file"))).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeFolder(join(folder, "file", "a"))).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(makeFolder(join(folder, "link"))).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeFolder(join(folder, "link", "a"))).rejects.toMatchObject({ code: "EEXIST" });
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });

  it.runIf(existsSync("/proc/self"))("ends where a file system only says that there is no such folder", async () => {
    await expect(makeFolder("/proc/x")).rejects.toMatchObject({ code: "ENOENT" });
    await expect(makeFolder("/proc/x/y/z")).rejects.toMatchObject({ code: "ENOENT", path: "/proc/x" });
  });
});
