import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeWhole } from "../../src/node.js";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alt2img-core-"));
  path = join(folder, "a.jsonl");
  writeFileSync(path, "old");
});
afterEach(() => rmSync(folder, { recursive: true }));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("writeWhole", () => {
  it.each([
    ["text", "höher"],
    ["bytes", encode("höher")],
    ["chunks", [encode("hö"), encode("her")]],
    ["a stream", new Blob(["höher"]).stream()],
  ])("writes %s over what was there, and leaves nothing next to it", async (_, data) => {
    await writeWhole(path, data);
    expect(readFileSync(path, "utf8")).toBe("höher");
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });

  it("keeps the old file until the new one is complete, and when its source fails", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield encode("half");
      expect(readFileSync(path, "utf8")).toBe("old");
      expect(readdirSync(folder).sort()).toEqual(["a.jsonl", expect.stringMatching(/^a\.jsonl\..+\.partial$/)]);
      throw new Error("the source broke");
    }
    await expect(writeWhole(path, broken())).rejects.toThrow("the source broke");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });

  it("stops when it is aborted", async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        if (i === 3) controller.abort(new Error("enough"));
        yield encode("more");
      }
    }
    await expect(writeWhole(path, endless(), { signal: controller.signal })).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });

  it("replaces the file that a link leads to, and not the link", async () => {
    const link = join(folder, "link");
    symlinkSync("a.jsonl", link);
    await writeWhole(link, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual(["a.jsonl", "link"]);
  });

  it.skipIf(process.platform === "win32")("keeps the permissions of the file that it replaces", async () => {
    for (const mode of [0o600, 0o664]) {
      chmodSync(path, mode);
      await writeWhole(path, "new");
      expect(statSync(path).mode & 0o777).toBe(mode);
    }
  });

  it("leaves one complete file when several writers run at once", async () => {
    const texts = ["a", "b", "c", "d"].map((letter) => letter.repeat(100_000));
    await Promise.all(texts.map((text) => writeWhole(path, text)));
    expect(texts).toContain(readFileSync(path, "utf8"));
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });

  it("says what the file system refuses", async () => {
    await expect(writeWhole(join(folder, "not-there", "b"), "x")).rejects.toMatchObject({
      code: "core/write",
      message: expect.stringContaining(join("not-there", "b")),
      cause: { code: "ENOENT" },
    });
    await expect(writeWhole(folder, "x")).rejects.toMatchObject({ code: "core/write" });
    expect(readdirSync(join(folder, ".."))).not.toContain(expect.stringContaining(".partial"));
  });
});
