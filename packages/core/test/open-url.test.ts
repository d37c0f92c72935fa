import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openUrl, readAll } from "../src/index.js";

const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => i % 251);
let server: Server;
let origin = "";
const codings: (string | undefined)[] = [];

/** Serves `/ranges` as the platform's servers do, and `/cut`, which breaks off in the middle. */
beforeAll(async () => {
  server = createServer(({ url = "", headers }, response) => {
    codings.push(headers["accept-encoding"]?.toString());
    if (url === "/cut") {
      response.writeHead(200, { "Content-Length": bytes.length });
      return response.write(bytes.subarray(0, 5000), () => response.destroy());
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    if (first === undefined) return response.end(bytes);
    const range = `bytes ${first}-${last}/${bytes.length}`;
    return response.writeHead(206, { "Content-Range": range }).end(bytes.subarray(Number(first), Number(last) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("openUrl, over the network", () => {
  it("reads parts and the whole, and asks for no compression", async () => {
    const file = await openUrl(`${origin}/ranges`);
    expect(new Uint8Array(await file.slice(17, 117))).toEqual(bytes.slice(17, 117));
    expect(await readAll(file)).toEqual(bytes);
    expect(new Set(codings)).toEqual(new Set(["identity"]));
  });

  it("fails on a file that is cut off", async () => {
    const file = await openUrl(`${origin}/cut`, { byteLength: bytes.length });
    await expect(readAll(file)).rejects.toMatchObject({ code: "core/unreachable" });
    await expect(openUrl(`${origin}/cut`)).rejects.toMatchObject({ code: "core/unreachable" });
  });

  it("says when the host can't be reached", async () => {
    await expect(openUrl("http://127.0.0.1:1/x")).rejects.toMatchObject({
      code: "core/unreachable",
      message: expect.stringContaining("http://127.0.0.1:1/x"),
    });
  });
});

describe("openUrl of a file", () => {
  const url = new URL(import.meta.url);

  it("reads parts of it and the whole", async () => {
    const file = await openUrl(url);
    expect(new TextDecoder().decode(await file.slice(0, 6))).toBe("import");
    expect(await readAll(file)).toHaveLength(file.byteLength);
  });

  it("says that it is missing, or has another size", async () => {
    await expect(openUrl(new URL("not-there", url))).rejects.toMatchObject({ code: "core/unreachable" });
    await expect(openUrl(url, { byteLength: 5 })).rejects.toMatchObject({
      code: "core/damaged",
      message: expect.stringMatching(/open-url\.test\.ts has \d+ bytes; expected 5\./),
    });
  });
});
