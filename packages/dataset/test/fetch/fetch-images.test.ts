import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { crc32, type ImageTextPair } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type FetchOptions, fetchImages } from "../../src/fetch/index.js";
import { type Answer, faultServer, pairsOf, picture, redirect, send, status } from "./fault-server.js";
import { placeForEachTest, quick, states } from "./fetch-paths.js";

const place = placeForEachTest();

it("stores the exact bytes under their hash, and says what they are", async () => {
  const png = picture(1);
  const { outcomes, counts } = await place.fetchPaths({ "/a.png": send(png, { ETag: '"1"' }) }, ["/a.png"]);
  const sha256 = createHash("sha256").update(png).digest("hex");
  const file = `images/${sha256.slice(0, 2)}/${sha256}.png`;
  const measured = { width: 8, height: 6, originalWidth: 8, originalHeight: 6, format: "png", etag: '"1"' };
  const [{ pair, record } = { pair: {}, record: {} }] = outcomes;
  expect(record).toEqual({
    url: `${place.server?.url}/a.png`,
    state: "kept",
    file,
    bytes: png.length,
    sha256,
    ...measured,
  });
  expect(pair).toMatchObject({ text: "b", file, bytes: png.length, WIDTH: 8, HEIGHT: 6, sha256 });
  expect(await readFile(join(place.folder, file))).toEqual(Buffer.from(png));
  expect(counts).toEqual({ read: 1, kept: 1, failed: 0, skipped: 0, codes: {}, fetched: 1 });
});

it("gives every address one state, whatever its server does", async () => {
  const png = picture(2);
  const bomb = Buffer.from(picture(0));
  bomb.writeUInt32BE(50_000, 16);
  bomb.writeUInt32BE(50_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  const table: Record<string, [Answer, string]> = {
    "/fine": [send(png), "kept"],
    "/404": [status(404), "failed dataset/http-404"],
    "/500": [status(500), "failed dataset/http-500"],
    "/500-then-fine": [(response, _, n) => (n < 2 ? response.writeHead(500).end() : response.end(png)), "kept"],
    "/reset": [(response) => response.destroy(), "failed dataset/fetch-connection"],
    "/reset-then-fine": [(response, _, n) => (n < 1 ? response.destroy() : response.end(png)), "kept"],
    "/cut": [
      (response) => response.writeHead(200, { "Content-Length": "9999" }).write(png, () => response.destroy()),
      "failed dataset/fetch-connection",
    ],
    "/huge": [send(new Uint8Array(200_000)), "failed dataset/fetch-too-many-bytes"],
    "/endless": [
      (response) => {
        const more = (): void => void (response.write(new Uint8Array(50_000)) ? setImmediate(more) : 0);
        response.on("drain", more);
        more();
      },
      "failed dataset/fetch-too-many-bytes",
    ],
    "/bomb": [send(bomb), "failed image/too-large"],
    "/gzip-bomb": [
      send(gzipSync(new Uint8Array(10_000_000)), { "Content-Encoding": "gzip" }),
      "failed dataset/fetch-too-many-bytes",
    ],
    "/gzip": [send(gzipSync(png), { "Content-Encoding": "gzip" }), "kept"],
    "/not-gzip": [send(png, { "Content-Encoding": "gzip" }), "failed dataset/fetch-coding"],
    "/coding": [send(png, { "Content-Encoding": "x" }), "failed dataset/fetch-coding"],
    "/gzip-twice": [send(gzipSync(gzipSync(png)), { "Content-Encoding": "gzip, gzip" }), "kept"],
    "/many-codings": [
      send(
        [1, 2, 3, 4, 5].reduce((bytes: Uint8Array) => gzipSync(bytes), png),
        { "Content-Encoding": "gzip,".repeat(5) },
      ),
      "failed dataset/fetch-coding",
    ],
    "/html": [send("<!doctype html><p>Sorry", { "Content-Type": "image/png" }), "failed image/unknown-format"],
    "/empty": [send(""), "failed image/unknown-format"],
    "/wrong-type": [send(png, { "Content-Type": "text/html" }), "kept"],
    "/half": [send(png.subarray(0, png.length - 20)), "failed image/truncated"],
    "/redirect": [redirect("/fine"), "kept"],
    "/loop-1": [redirect("/loop-2"), "failed dataset/fetch-redirects"],
    "/loop-2": [redirect("/loop-1"), "failed dataset/fetch-redirects"],
    "/many": [
      (response, request) => redirect(`${request.url}?${"x".repeat(1)}`)(response, request, 0),
      "failed dataset/fetch-redirects",
    ],
    "/nowhere": [status(302), "failed dataset/fetch-redirects"],
    "/to-private": [redirect("http://10.0.0.1/"), "failed dataset/fetch-address"],
    "/to-metadata": [redirect("http://169.254.169.254/latest/meta-data/"), "failed dataset/fetch-address"],
    "/to-file": [redirect("file:///etc/passwd"), "failed dataset/fetch-url"],
    "/noai": [send(png, { "X-Robots-Tag": "noai" }), "skipped dataset/opt-out"],
    "/for-us": [send(png, { "X-Robots-Tag": "alttoimg: noindex" }), "skipped dataset/opt-out"],
    "/for-others": [send(png, { "X-Robots-Tag": "otherbot: noai" }), "kept"],
    "/tdm": [send(png, { "TDM-Reservation": "1" }), "skipped dataset/opt-out"],
    "/tdm-0": [send(png, { "TDM-Reservation": "0" }), "kept"],
    "/204": [status(204), "failed dataset/http-204"],
    "/304": [status(304), "failed dataset/http-304"],
    "/garbage": [(response) => response.socket?.end("garbage\r\n\r\n"), "failed dataset/fetch-connection"],
  };
  const extra = {
    "ftp://example.org/a.png": "dataset/fetch-url",
    "http://[::1": "dataset/fetch-url",
    "http://192.168.0.1/": "dataset/fetch-address",
  };
  const answers = Object.fromEntries(Object.entries(table).map(([path, [answer]]) => [path, answer]));
  const { outcomes, counts } = await place.fetchPaths(
    { ...answers, "/many?x": redirect("/many?xx"), "/many?xx": redirect("/many?xxx") },
    [...Object.keys(table), ...Object.keys(extra)],
    {
      perHost: 64,
      limits: { maxBytes: 100_000, maxRedirects: 2 },
    },
  );
  const expected = [
    ...Object.values(table).map(([, state]) => state),
    ...Object.values(extra).map((code) => `failed ${code}`),
  ];
  expect(states(outcomes)).toEqual(expected);
  const isKept = expected.filter((state) => state === "kept").length;
  const isSkipped = expected.filter((state) => state.startsWith("skipped")).length;
  const { read, kept, failed, skipped, codes } = counts;
  expect([read, kept, skipped, failed]).toEqual([
    expected.length,
    isKept,
    isSkipped,
    expected.length - isKept - isSkipped,
  ]);
  expect(codes["dataset/fetch-redirects"]).toBe(4);
  expect(Object.values(codes).reduce((sum, count) => sum + count)).toBe(failed + skipped);
  // A line for each, after that of the settings.
  const lines = readFileSync(join(place.folder, "fetch.jsonl"), "utf8").trimEnd().split("\n").slice(1);
  expect(new Set(lines.map((line) => JSON.parse(line).url)).size).toBe(expected.length);
  expect(lines.length).toBe(expected.length);
});

it("doesn't wait for servers that fall silent", async () => {
  const answers: Record<string, Answer> = {
    "/silent": () => {},
    "/stops": (response) => response.writeHead(200, { "Content-Length": "999" }).write("x"),
  };
  const { outcomes } = await place.fetchPaths(answers, Object.keys(answers), {
    retries: 0,
    limits: { silenceMs: 300 },
  });
  expect(states(outcomes)).toEqual(["failed dataset/fetch-slow", "failed dataset/fetch-slow"]);
});

it("gives an address no more time than its deadline, even if its server never falls silent", async () => {
  const drips: Answer = (response) => {
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  };
  const { outcomes } = await place.fetchPaths({ "/drips": drips }, ["/drips"], { limits: { deadlineMs: 500 } });
  expect(states(outcomes)).toEqual(["failed dataset/fetch-deadline"]);
});

it("asks once for an address that several pairs have", async () => {
  const { outcomes, counts } = await place.fetchPaths({ "/a": send(picture(7)) }, ["/a", "/a", "/b", "/a"]);
  expect(states(outcomes).filter((state) => state === "kept").length).toBe(3);
  expect(counts).toMatchObject({ read: 4, kept: 3, failed: 1, fetched: 2 });
  expect(place.server?.requests).toEqual(["/robots.txt", "/a", "/b"]);
});

it("reads no further ahead if all pairs wait for one address", async () => {
  let taken = 0;
  let takenAtAnswer = 0;
  place.server = await faultServer({
    "/a": (response) => {
      takenAtAnswer = taken;
      response.end(picture(7));
    },
  });
  const [pair] = pairsOf(`${place.server.url}/a`);
  function* same(): Generator<ImageTextPair> {
    while (taken < 20_000) {
      taken++;
      yield pair!;
    }
  }
  const fetched = fetchImages(same(), place.folder, quick);
  expect((await collect(fetched)).length).toBe(20_000);
  expect(takenAtAnswer).toBeLessThan(2000);
  expect(fetched.counts).toMatchObject({ read: 20_000, kept: 20_000, fetched: 1 });
});

describe("a second run", () => {
  const png = picture(8);
  const answers: Record<string, Answer> = {
    "/same": (response, request) => {
      const isSame = request.headers["if-none-match"] === '"v1"';
      response.writeHead(isSame ? 304 : 200, { ETag: '"v1"' }).end(isSame ? undefined : png);
    },
    "/new": (response, _, n) => response.end(picture(100 + n)),
    "/404-then-fine": (response, _, n) => (n === 0 ? response.writeHead(404).end() : response.end(png)),
    "/tdm": send(png, { "TDM-Reservation": "1" }),
  };
  const paths = Object.keys(answers);

  it("asks for nothing that has a state", async () => {
    const before = await place.fetchPaths(answers, paths);
    place.server?.requests.splice(0);
    const after = await place.fetchPaths(answers, paths);
    expect(after.outcomes).toEqual(before.outcomes);
    expect(after.counts).toEqual({ ...before.counts, fetched: 0 });
    expect(place.server?.requests).toEqual([]);
  });

  it("asks for the failures on request", async () => {
    await place.fetchPaths(answers, paths);
    place.server?.requests.splice(0);
    const { outcomes, counts } = await place.fetchPaths(answers, paths, { refetch: "failed" });
    expect(states(outcomes)).toEqual(["kept", "kept", "kept", "skipped dataset/opt-out"]);
    expect(counts.fetched).toBe(1);
    expect(place.server?.requests).toEqual(["/robots.txt", "/404-then-fine"]);
  });

  it("asks whether images have changed on request", async () => {
    const before = await place.fetchPaths(answers, paths);
    const after = await place.fetchPaths(answers, paths, { refetch: "all" });
    expect(states(after.outcomes)).toEqual(["kept", "kept", "kept", "skipped dataset/opt-out"]);
    expect(after.outcomes[0]).toEqual(before.outcomes[0]);
    expect(after.outcomes[1]).not.toEqual(before.outcomes[1]);
    expect(after.counts.fetched).toBe(4);
  });

  it("fetches again what is no longer in the folder", async () => {
    const { outcomes } = await place.fetchPaths(answers, paths);
    await rm(join(place.folder, outcomes[0]?.pair.file ?? "?"));
    const { counts } = await place.fetchPaths(answers, paths);
    expect(counts.fetched).toBe(1);
  });
});

it("stops when it is aborted, and continues in a later run", async () => {
  const controller = new AbortController();
  const answers: Record<string, Answer> = {
    "/a": send(picture(9)),
    "/hangs": (response, _, n) => (n === 0 ? 0 : response.end(picture(10))),
  };
  place.server = await faultServer(answers);
  const pairs = pairsOf(`${place.server.url}/a`, `${place.server.url}/hangs`);
  const seen: ImageTextPair[] = [];
  const loop = async (): Promise<void> => {
    for await (const { pair } of fetchImages(pairs, place.folder, { ...quick, signal: controller.signal })) {
      seen.push(pair);
      controller.abort(new Error("enough"));
    }
  };
  await expect(loop()).rejects.toThrow("enough");
  expect(seen.length).toBe(1);
  const { counts } = await place.fetchPaths({}, ["/a", "/hangs"]);
  expect(counts).toMatchObject({ kept: 2, fetched: 1 });
});

it("ends with the error of its source", async () => {
  const source = async function* (): AsyncGenerator<ImageTextPair> {
    yield* pairsOf("http://10.0.0.1/");
    throw new Error("no more");
  };
  await expect(collect(fetchImages(source(), place.folder))).rejects.toThrow("no more");
  expect(await readdir(place.folder)).toEqual(["fetch.jsonl"]);
});

it("ends when an image can't be written, and fetches it in the next run", async () => {
  const images = join(place.folder, "images");
  await writeFile(images, "");
  const answers = { "/a": send(picture(12)) };
  await expect(place.fetchPaths(answers, ["/a"])).rejects.toMatchObject({ name: "Alt2imgError", code: "core/write" });
  await rm(images);
  expect(states((await place.fetchPaths(answers, ["/a"])).outcomes)).toEqual(["kept"]);
});

it("lets nobody else write into its folder", async () => {
  place.server = await faultServer({ "*": send(picture(11)) });
  const pairs = pairsOf(`${place.server.url}/a`);
  for await (const _ of fetchImages(pairs, place.folder, quick)) {
    await expect(collect(fetchImages(pairs, place.folder, quick))).rejects.toMatchObject({
      code: "dataset/fetch-busy",
    });
  }
  expect(await collect(fetchImages(pairs, place.folder, quick))).toHaveLength(1);
});

it.each<[string, FetchOptions]>([
  ["userAgent", { userAgent: "alt2img/1.0" }],
  ["userAgent", { userAgent: "a\nb" }],
  ["refetch", { refetch: "some" as "all" }],
  ["perHost", { perHost: 0 }],
  ["limits.maxBytes", { limits: { maxBytes: Number.NaN } }],
  ["resize.size", { resize: { mode: "border", size: 0 } }],
  ["resize.mode", { resize: { mode: "no" as "border", size: 1 } }],
])("refuses a wrong %s", (name, options) => {
  expect(() => fetchImages([], place.folder, options)).toThrow(
    expect.objectContaining({ code: "dataset/fetch-option" }),
  );
  expect(() => fetchImages([], place.folder, options)).toThrow(`${name} is `);
});
