import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { filePartsOf } from "../src/file-parts.js";
import type { PackagedFile } from "../src/packaged-file.js";
import { readPackagedFile, sha256 } from "../src/read-file.js";

const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => i % 251);
let server: Server;
let requests: string[] = [];

/** Serves `/ranges`, `/whole` (no ranges), `/short` (the wrong range), `/error` and `/cut` (ends in the middle). */
beforeAll(async () => {
  server = createServer(({ url = "", headers }, response) => {
    const range = headers.range ?? "";
    requests.push(`${url} ${range}`.trim());
    if (url === "/error") return response.writeHead(503).end();
    if (url === "/cut") {
      response.writeHead(200, { "Content-Length": bytes.length });
      return response.write(bytes.subarray(0, 5000), () => response.destroy());
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    if (first === undefined || url === "/whole") return response.end(bytes);
    const end = url === "/short" ? Number(last) : Number(last) + 1;
    return response.writeHead(206).end(bytes.subarray(Number(first), end));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
});

async function fileAt(path: string): Promise<PackagedFile> {
  const { port } = server.address() as AddressInfo;
  const url = new URL(path, `http://127.0.0.1:${port}/`);
  return { path: "test.bin", url, bytes: bytes.length, sha256: (await sha256(bytes))! };
}

describe("filePartsOf", () => {
  it("asks for ranges, both ends inclusive in the field and half-open outside", async () => {
    const parts = filePartsOf(await fileAt("ranges"));
    expect(new Uint8Array(await parts.slice(0, 4))).toEqual(bytes.slice(0, 4));
    expect(new Uint8Array(await parts.slice(9990, 10_000))).toEqual(bytes.slice(9990));
    expect(requests).toEqual(["/ranges bytes=0-3", "/ranges bytes=9990-9999"]);
    expect(parts.byteLength).toBe(10_000);
  });

  it("fetches the file once where the server knows no ranges", async () => {
    const parts = filePartsOf(await fileAt("whole"));
    expect(new Uint8Array(await parts.slice(5, 9))).toEqual(bytes.slice(5, 9));
    expect(new Uint8Array(await parts.slice(100, 200))).toEqual(bytes.slice(100, 200));
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["error", "tiny/unreachable", "the server says 503"],
    ["short", "tiny/damaged", "has 9 bytes from 0 to 10; it should have 10"],
  ])("says what is wrong: /%s", async (path, code, message) => {
    const part = filePartsOf(await fileAt(path)).slice(0, 10);
    await expect(part).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("reads a file on the disk, and sees that it is too short", async () => {
    const url = new URL(import.meta.url);
    const parts = filePartsOf({ path: "x", url, bytes: 10_000_000, sha256: "" });
    expect(new TextDecoder().decode(await parts.slice(0, 6))).toBe("import");
    await expect(parts.slice(9_000_000, 9_000_010)).rejects.toMatchObject({ code: "tiny/damaged" });
    const missing = filePartsOf({ path: "x", url: new URL("not-there", url), bytes: 5, sha256: "" });
    await expect(missing.slice(0, 5)).rejects.toMatchObject({ code: "tiny/unreachable" });
  });

  it("stops when it is told to", async () => {
    const reason = new Error("enough");
    await expect(filePartsOf(await fileAt("ranges")).slice(0, 5, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });
});

describe("readPackagedFile", () => {
  it("reads by HTTP, and checks", async () => {
    const file = await fileAt("whole");
    expect(await readPackagedFile(file)).toEqual(bytes);
    await expect(readPackagedFile({ ...file, sha256: "00" })).rejects.toMatchObject({ code: "tiny/damaged" });
    await expect(readPackagedFile({ ...file, bytes: 9999 })).rejects.toThrow("has 10000 bytes; it should have 9999");
  });

  it.each(["error", "cut"])("says where it could not read: /%s", async (path) => {
    await expect(readPackagedFile(await fileAt(path))).rejects.toMatchObject({ code: "tiny/unreachable" });
  });

  it("says when nobody is there", async () => {
    const file = { path: "test.bin", url: new URL("http://127.0.0.1:1/x"), bytes: 1, sha256: "" };
    await expect(readPackagedFile(file)).rejects.toMatchObject({ code: "tiny/unreachable" });
  });
});
