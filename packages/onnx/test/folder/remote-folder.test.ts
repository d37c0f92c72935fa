import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, type FileServer, serveFiles } from "@alt2img/testing/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSession, type ModelFiles, type OpenModelFolderOptions, openModelFolder } from "../../src/index.js";
import { openModelCache } from "../../src/node.js";
import { modelFile } from "../model-files.js";

const model = Uint8Array.from({ length: 30_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A difference isn't printed number for number. */
const expectSame = (bytes: Uint8Array, expected = model): void => expect(sha256(bytes)).toBe(sha256(expected));

let server: FileServer;
let cacheFolder = "";
beforeEach(async () => {
  server = await serveFiles([
    ["onnx/model.onnx", model],
    ["config.json", new TextEncoder().encode('{"a":1}')],
    ["README.md", new TextEncoder().encode("<h1>A model</h1>\n")],
  ]);
  cacheFolder = mkdtempSync(join(tmpdir(), "alt2img-onnx-"));
});
afterEach(async () => {
  await server.close();
  rmSync(cacheFolder, { recursive: true });
});

const open = (options: OpenModelFolderOptions = {}): Promise<ModelFiles> =>
  openModelFolder(server.url, { cache: openModelCache(cacheFolder), ...options });
const read = async (options?: OpenModelFolderOptions): Promise<Uint8Array> =>
  (await open(options)).read("onnx/model.onnx");
const cached = (): string[] => readdirSync(cacheFolder);
const faults = (...each: (Fault | undefined)[]): void => {
  server.fault = (_, n) => (n < each.length ? each[n] : undefined);
};
const always = (fault: Fault): void => {
  server.fault = () => fault;
};

describe("a folder at a URL", () => {
  it("is fetched once: the second visit makes no request", async () => {
    const folder = await open();
    expectSame(await folder.read("onnx/model.onnx"));
    expect(await folder.read("config.json")).toHaveLength(7);
    expect(server.requests).toHaveLength(2);
    await server.close();
    const again = await open();
    const progress: number[] = [];
    expectSame(await again.read("onnx/model.onnx", { onProgress: ({ done }) => progress.push(done) }));
    expect(progress.at(-1)).toBe(30_000);
    const part = await again.open("onnx/model.onnx");
    expect(new Uint8Array(await part.slice(100, 200))).toEqual(model.slice(100, 200));
    expect(part.byteLength).toBe(30_000);
    await expect(again.list()).rejects.toMatchObject({ code: "onnx/no-list" });
  });

  it("without a cache is fetched each time, and parts by ranges", async () => {
    const folder = await open({ cache: false });
    await folder.read("onnx/model.onnx");
    await folder.read("onnx/model.onnx");
    expect(server.requests).toHaveLength(2);
    const file = await folder.open("onnx/model.onnx");
    expect(new Uint8Array(await file.slice(29_990))).toEqual(model.slice(29_990));
    expect(server.requests.at(-1)).toBe("GET onnx/model.onnx bytes=29990-29999");
    expect(cached()).toEqual([]);
  });

  it("gives the same errors for opening a file as for reading it", async () => {
    const folder = await open();
    await expect(folder.open("model.safetensors")).rejects.toMatchObject({ code: "onnx/no-such-file" });
    await expect(folder.stat("model.safetensors")).rejects.toMatchObject({ code: "onnx/no-such-file" });
    always({ status: 403 });
    await expect(folder.open("onnx/model.onnx")).rejects.toMatchObject({ code: "onnx/forbidden" });
    always({ body: "<!doctype html><p>An application", headers: { "Content-Type": "text/html" }, noRanges: true });
    await expect(folder.open("onnx/model.onnx")).rejects.toThrow(/HTML at URL .*model.onnx/);
    always({ status: 500 });
    await expect(folder.open("onnx/model.onnx")).rejects.toMatchObject({ code: "core/unreachable" });
  });

  it("resumes after each break, with a range and a condition", async () => {
    faults({ breakAfter: 1000 }, { breakAfter: 9000 }, { breakAfter: 1 });
    const seen: number[] = [];
    const folder = await open();
    const bytes = await folder.read("onnx/model.onnx", {
      onProgress: ({ done, total, unit }) => {
        expect([total, unit]).toEqual([30_000, "bytes"]);
        seen.push(done);
      },
    });
    expectSame(bytes);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(30_000);
    expect(server.requests).toEqual([
      "GET onnx/model.onnx",
      "GET onnx/model.onnx bytes=1000-",
      "GET onnx/model.onnx bytes=10000-",
      "GET onnx/model.onnx bytes=10001-",
    ]);
    expect(server.lastHeaders()["if-range"]).toMatch(/^"/);
  });

  it("resumes what an aborted call or a killed process left behind", async () => {
    const controller = new AbortController();
    always({ throttle: 5 });
    const reading = (await open()).read("onnx/model.onnx", {
      signal: controller.signal,
      onProgress: ({ done }) => done >= 5000 && controller.abort(new Error("enough")),
    });
    await expect(reading).rejects.toThrow("enough");
    const [half] = cached();
    expect(half).toMatch(/\.partial$/);
    // As if by a process that is gone: no pid is this high.
    const bytes = readFileSync(join(cacheFolder, half!));
    rmSync(join(cacheFolder, half!));
    const dead = half!.replace(/-\d+-(\d+)\./, "-99999999-$1.");
    writeFileSync(join(cacheFolder, dead), bytes);
    server.fault = undefined;
    expectSame(await read());
    expect(server.requests.at(-1)).toMatch(/^GET onnx\/model.onnx bytes=[5-9]\d\d\d-$/);
    expect(cached()).toHaveLength(1);
    expect(cached()[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("doesn't take over a partial file that another process is still writing", async () => {
    always({ throttle: 5 });
    const both = await Promise.all([read(), read()]);
    for (const bytes of both) expectSame(bytes);
    expect(cached()).toHaveLength(1);
    const [file] = cached();
    rmSync(join(cacheFolder, file!));
    // The parent of this process is alive.
    const name = `${file}.${"host"}-${process.ppid}-0.00.partial`;
    writeFileSync(join(cacheFolder, name), "half");
    server.fault = undefined;
    expectSame(await read());
    expect(existsSync(join(cacheFolder, name))).toBe(true);
  });

  it("starts over when the file has changed, or the server can't say whether it has", async () => {
    faults({ breakAfter: 1000 });
    server.fault = (_, n) => {
      if (n === 0) return { breakAfter: 1000 };
      if (n === 1) server.files.set("onnx/model.onnx", model.toReversed());
      return undefined;
    };
    expectSame(await read(), model.toReversed());
    const changed = server.requests.length;
    faults();
    rmSync(join(cacheFolder, cached()[0]!));
    server.fault = (_, n) => (n === changed ? { breakAfter: 1000, noValidator: true } : { noValidator: true });
    expectSame(await read(), model.toReversed());
    expect(server.requests.slice(changed)).toEqual(["GET onnx/model.onnx", "GET onnx/model.onnx"]);
  });

  it("starts over when the server doesn't support ranges", async () => {
    faults({ breakAfter: 1000, noRanges: true }, { noRanges: true });
    expectSame(await read());
    faults();
  });

  it("refuses a rest that isn't the rest", async () => {
    faults({ breakAfter: 1000 }, { headers: { "Content-Range": "bytes 999-29998/30000" } });
    expectSame(await read());
    expect(server.requests).toHaveLength(3);
    expect(server.requests[2]).toBe("GET onnx/model.onnx");
  });

  it.each<[string, Fault]>([
    ["a length that is too long", { length: 40_000 }],
    ["a length that is too long, and no parts", { length: 40_000, noRanges: true }],
    ["a broken connection, again and again", { breakAfter: 0 }],
    ["an error of its own", { status: 503, body: "busy" }],
  ])(
    "gives up on a server that sends %s",
    async (_, fault) => {
      always(fault);
      // How much of a body arrives before its end is noticed depends on the cache's speed.
      for (const cache of [openModelCache(cacheFolder), false] as const) {
        await expect(read({ cache })).rejects.toMatchObject({ code: "onnx/unreachable" });
      }
      expect(cached().filter((name) => !name.endsWith(".partial"))).toEqual([]);
      server.fault = undefined;
      expectSame(await read());
    },
    30_000,
  );

  it("starts over when a server contradicts itself about the length", async () => {
    faults({ length: 40_000 });
    expectSame(await read({ cache: false }));
    faults();
    expectSame(await read());
  });

  it("doesn't try a redirect again that leads nowhere", async () => {
    for (const location of ["/onnx/model.onnx", "ftp://example.org/model.onnx"]) {
      always({ status: 302, headers: { Location: location }, body: "" });
      const before = server.requests.length;
      await expect(read()).rejects.toMatchObject({
        code: "onnx/unreachable",
        message: expect.stringMatching(/^Can't read “onnx\/model.onnx”: .*model.onnx redirects/),
      });
      // `fetch` follows 20 redirects.
      expect(server.requests.length - before).toBeLessThanOrEqual(21);
    }
    expect(cached()).toEqual([]);
  });

  it.each<[string, Fault]>([
    ["of length 0", { body: "" }],
    ["of unknown length", { body: "", chunked: true }],
  ])("refuses an empty answer in place of a model or of JSON: %s", async (_, fault) => {
    for (const cache of [openModelCache(cacheFolder), false] as const) {
      const folder = await open({ cache });
      for (const path of ["onnx/model.onnx", "config.json"]) {
        const refused = {
          code: "onnx/empty",
          message: expect.stringContaining(`${server.url}${path} sends 0 bytes where the file “${path}” should be.`),
        };
        const before = server.requests.length;
        always(fault);
        await expect(folder.read(path)).rejects.toMatchObject(refused);
        expect(server.requests.length - before).toBe(1);
        always({ ...fault, chunked: false, noRanges: true });
        await expect(folder.open(path)).rejects.toMatchObject(refused);
        await expect(folder.stat(path)).rejects.toMatchObject(refused);
      }
    }
    expect(cached()).toEqual([]);
    server.fault = undefined;
    expectSame(await read());
    server.files.set("notes.txt", new Uint8Array(0));
    expect(await (await open()).read("notes.txt")).toHaveLength(0);
  });

  it("fetches a model again that an earlier version cached empty", async () => {
    const cache = openModelCache(cacheFolder);
    const half = await cache.begin(`${server.url}onnx/model.onnx`);
    await half.restart({});
    await half.finish();
    expect((await (await open()).open("onnx/model.onnx")).byteLength).toBe(30_000);
    expectSame(await read());
    expect(cached()).toHaveLength(1);
  });

  it("tries a busy server again", async () => {
    faults({ status: 503, body: "busy" }, { status: 429, body: "slowly" });
    expectSame(await read());
    expect(cached()).toHaveLength(1);
  });

  it("accepts a file of unknown length", async () => {
    always({ chunked: true });
    expectSame(await read());
    expectSame(await read({ maxBytes: 40_000 }));
    await expect(read({ cache: false, maxBytes: 20_000 })).rejects.toMatchObject({ code: "onnx/too-large" });
  });

  it.each<[string, Fault]>([
    ["declared", { body: "Please sign in", headers: { "Content-Type": "text/html" } }],
    ["by its look", { body: "<!DOCTYPE html><title>Sign in</title>" }],
    ["by its look, byte for byte", { body: "<!DOCTYPE html><title>Sign in</title>", throttle: 1, chunked: true }],
  ])("refuses a page in place of a file: %s", async (_, fault) => {
    always(fault);
    for (const cache of [openModelCache(cacheFolder), false] as const) {
      await expect(read({ cache })).rejects.toMatchObject({
        code: "onnx/html",
        message: expect.stringContaining(`HTML at URL ${server.url}onnx/model.onnx`),
      });
    }
    expect(cached()).toEqual([]);
    server.fault = undefined;
    expectSame(await read());
    expect(new TextDecoder().decode(await (await open()).read("README.md"))).toContain("<h1>");
  });

  it("keeps a partial file when a captive portal intervenes", async () => {
    faults({ breakAfter: 1000 }, { body: "<html>Pay for the Wi-Fi</html>", headers: { "Content-Type": "text/html" } });
    await expect(read()).rejects.toMatchObject({ code: "onnx/html" });
    expectSame(await read());
  });

  it("says what is missing or forbidden, and follows redirects", async () => {
    const folder = await open();
    await expect(folder.read("onnx/other.onnx")).rejects.toMatchObject({
      code: "onnx/no-such-file",
      message: `There is no file “onnx/other.onnx”: ${server.url}onnx/other.onnx answers 404 Not Found.`,
    });
    always({ status: 403 });
    await expect(folder.read("onnx/model.onnx")).rejects.toMatchObject({ code: "onnx/forbidden" });
    always({ status: 418, body: "" });
    await expect(folder.read("onnx/model.onnx")).rejects.toMatchObject({ code: "onnx/unreachable" });
    server.files.set("elsewhere", new Uint8Array(model));
    server.fault = (path) =>
      path === "elsewhere" ? undefined : { status: 302, headers: { Location: "/elsewhere" }, body: "" };
    expectSame(await folder.read("onnx/model.onnx"));
    expect(cached()).toHaveLength(1);
  });

  it("refuses a file that doesn't fit into memory before it is fetched", async () => {
    await expect(read({ maxBytes: 29_999 })).rejects.toMatchObject({
      code: "onnx/too-large",
      message: expect.stringContaining("onnx/model.onnx has 30 kB, but at most 30 kB fit into memory. It wasn't read."),
    });
    expectSame(await read());
    await expect(read({ maxBytes: 1000 })).rejects.toMatchObject({ code: "onnx/too-large" });
  });

  it("repairs a damaged cache, whatever was damaged", async () => {
    const damage: ((file: string) => void)[] = [
      (file) => truncateSync(file, 10_000),
      (file) => truncateSync(file, 10),
      (file) => truncateSync(file, 0),
      (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from("more")])),
      (file) => writeFileSync(file, "something else"),
      (file) => writeFileSync(file, readFileSync(file).fill(0, 0, 4096)),
    ];
    for (const each of damage) {
      expectSame(await read());
      each(join(cacheFolder, cached()[0]!));
      expectSame(await read());
      expect(cached()).toHaveLength(1);
    }
    expect(server.requests).toHaveLength(damage.length + 1);
  });

  it("works where the cache can't be written or read", async () => {
    const file = join(cacheFolder, "a-file");
    writeFileSync(file, "");
    expectSame(await read({ cache: openModelCache(join(file, "folder")) }));
    const failing = openModelCache(cacheFolder);
    const begin: typeof failing.begin = async (key) => {
      const half = await failing.begin(key);
      return Object.defineProperty(half, "append", { value: () => Promise.reject(new Error("disk full")) });
    };
    expectSame(await read({ cache: { ...failing, begin } }));
    expect(cached()).toEqual(["a-file"]);
  });

  it("stores files only within the cache, whatever the path", async () => {
    const folder = await open();
    for (const path of ["../x", "/x", "a\\b", "%2e%2e/x", "a\0b"]) {
      await expect(folder.read(path)).rejects.toMatchObject({ code: "onnx/path" });
      await expect(folder.open(path)).rejects.toMatchObject({ code: "onnx/path" });
    }
    expect(server.requests).toEqual([]);
    const long = `${"very-".repeat(50)}long.onnx`;
    server.files.set(long, model);
    expect(
      await (await openModelFolder(`${server.url}?${"q".repeat(6000)}`, { cache: openModelCache(cacheFolder) })).read(
        long,
      ),
    ).toEqual(model);
    expect(cached()[0]).toMatch(/^[0-9a-f]{64}$/);
    await server.close();
    expect(
      await (await openModelFolder(`${server.url}?${"q".repeat(6000)}`, { cache: openModelCache(cacheFolder) })).read(
        long,
      ),
    ).toEqual(model);
  });

  it("stops at once, also while it pauses or waits", async () => {
    for (const fault of [{ hang: true }, { throttle: 50 }, { status: 503, body: "" }]) {
      always(fault);
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("enough")), 80);
      await expect(
        (await open({ cache: false })).read("onnx/model.onnx", { signal: controller.signal }),
      ).rejects.toThrow("enough");
    }
  });
});

describe("forget", () => {
  it("removes one file, which is fetched again", async () => {
    const folder = await open();
    await folder.forget("onnx/model.onnx");
    await folder.read("onnx/model.onnx");
    await folder.read("config.json");
    await folder.forget("onnx/model.onnx");
    expect(cached()).toHaveLength(1);
    await folder.read("onnx/model.onnx");
    expect(server.requests).toHaveLength(3);
    await expect(folder.forget("../x")).rejects.toMatchObject({ code: "onnx/path" });
  });

  it("is used for a model that can't be loaded, so that a mirror's wrong length isn't believed forever", async () => {
    const whole = modelFile("affine.onnx");
    server.files.set("affine.onnx", whole.subarray(0, 100));
    const folder = await open();
    await expect(createSession(folder, "affine.onnx")).rejects.toThrow(
      "is cut off: it has 100 bytes and needs at least 167",
    );
    expect(cached()).toEqual([]);
    server.files.set("affine.onnx", whole);
    await using session = await createSession(folder, "affine.onnx");
    expect(session.inputs).toHaveLength(1);
    server.files.set("external.onnx", modelFile("external.onnx"));
    server.files.set("external.onnx_data", modelFile("external.onnx_data").subarray(0, 20));
    await expect(createSession(folder, "external.onnx")).rejects.toMatchObject({ code: "onnx/broken-model" });
    expect(cached()).toHaveLength(1);
  });
});

describe("a list of files", () => {
  const listed = (change: Record<string, unknown> = {}): Promise<ModelFiles> =>
    openModelFolder(
      {
        files: [
          {
            path: "onnx/model.onnx",
            url: new URL(`${server.url}onnx/model.onnx`),
            bytes: 30_000,
            sha256: sha256(model),
            ...change,
          },
        ],
      },
      { cache: openModelCache(cacheFolder) },
    );

  it("is checked by its sizes and checksums", async () => {
    const folder = await listed();
    expect(await folder.list()).toEqual(["onnx/model.onnx"]);
    expectSame(await folder.read("onnx/model.onnx"));
    await expect(folder.read("config.json")).rejects.toMatchObject({ code: "onnx/no-such-file" });
    await expect((await listed({ sha256: "00", bytes: 30_001 })).read("onnx/model.onnx")).rejects.toThrow(
      "has 30,000 bytes, as its server says; expected 30,001",
    );
    await expect((await listed({ sha256: "0".repeat(64) })).read("onnx/model.onnx")).rejects.toThrow(
      "has another SHA-256",
    );
    expect(cached()).toHaveLength(1);
  });

  it("detects a wrong length even without knowing the length", async () => {
    always({ chunked: true, body: model.subarray(0, 29_000) });
    await expect((await listed()).read("onnx/model.onnx")).rejects.toThrow(
      "has 29,000 bytes, as its server says; expected 30,000",
    );
    always({ chunked: true, body: Buffer.concat([model, model]) });
    await expect((await listed()).read("onnx/model.onnx")).rejects.toThrow("sends more than it should");
  }, 30_000);

  it("resumes with only the checksum", async () => {
    server.fault = (_, n) => ({ noValidator: true, ...(n === 0 ? { breakAfter: 1000 } : {}) });
    expectSame(await (await listed()).read("onnx/model.onnx"));
    expect(server.requests.at(-1)).toBe("GET onnx/model.onnx bytes=1000-");
  });

  it("may have been put into the script, as bundlers do with small files", async () => {
    const url = `data:application/json;base64,${Buffer.from("{}").toString("base64")}`;
    const folder = await listed({ path: "config.json", url, bytes: 2, sha256: sha256(Buffer.from("{}")) });
    expect(Buffer.from(await folder.read("config.json")).toString()).toBe("{}");
    expect(await folder.stat!("config.json")).toMatchObject({ byteLength: 2 });
    expect((await folder.open!("config.json")).byteLength).toBe(2);
    expect(cached()).toEqual([]);
    await expect((await listed({ url, bytes: 2 })).read("onnx/model.onnx")).rejects.toThrow("has the SHA-256");
  });

  it("may be on disk", async () => {
    const { files } = await import("@alt2img/tiny-clip");
    const folder = await openModelFolder({ files }, { cache: openModelCache(cacheFolder) });
    expect(await folder.list()).toContain("onnx/text_model.onnx");
    expect((await folder.read("config.json")).length).toBe(files.find(({ path }) => path === "config.json")?.bytes);
    expect((await folder.open("onnx/text_model.onnx")).byteLength).toBe(2_068_424);
    expect(cached()).toEqual([]);
    await expect(
      openModelFolder({ files: [{ path: "../../etc/passwd", url: "file:///etc/passwd" }] }),
    ).rejects.toMatchObject({ code: "onnx/path" });
  });
});
