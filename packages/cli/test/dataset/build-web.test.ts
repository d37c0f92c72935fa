// `--images web`: pictures from a server on this machine, most of which it can't fetch.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { openDataset } from "@alt2img/dataset/store";
import { encodePng } from "@alt2img/image";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { finish, runCli, startCli, temporaryFolder } from "../run-cli.js";

const picture = (width: number, shade: number): Uint8Array => {
  const data = new Uint8ClampedArray(4 * width * 20).fill(255);
  for (let i = 0; i < width * 20; i++) data.fill((shade * i) & 255, 4 * i, 4 * i + 3);
  return encodePng({ width, height: 20, data });
};
const [apple, pear, slow] = [picture(30, 1), picture(40, 3), picture(50, 5)];

let server: Server;
let origin: string;
let requests: string[] = [];
/** `/slow.png` is answered when this is resolved. */
let release = (): void => {};
let released = Promise.resolve();

const answers: Readonly<Record<string, RequestListener>> = {
  "/robots.txt": (_, response) => response.end("User-agent: *\nDisallow: /private/"),
  "/apple.png": (_, response) => response.end(apple),
  "/pear.png": (_, response) => response.end(pear),
  "/moved.png": (_, response) => response.writeHead(302, { location: "/pear.png" }).end(),
  "/metadata.png": (_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end(),
  "/mine.png": (_, response) => response.writeHead(200, { "x-robots-tag": "noai" }).end(apple),
  "/page.png": (_, response) => response.end("<!doctype html><title>Sign in</title>"),
  "/private/apple.png": (_, response) => response.end(apple),
  "/slow.png": async (_, response) => {
    await released;
    response.end(slow);
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    (answers[path] ?? ((_, missing) => missing.writeHead(404).end()))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  released = Promise.resolve();
});

/** A file of pairs, one for each path or URL. */
function pairsIn(cwd: string, places: readonly string[]): void {
  const lines = places.map((place) => ({
    imageUrl: new URL(place, origin).href,
    text: `The picture at ${place}`,
    source: "alt",
    pageUrl: "https://page.example/",
  }));
  writeFileSync(join(cwd, "pairs.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

const args = (...more: string[]): string[] => [
  ...["dataset", "build", "pairs.jsonl", "--out", "set", "--images", "web"],
  ...["--rule", "min-text-length=5", "--rule", "min-side=10", "--if-missing", "reject", ...more],
];

async function rowsIn(folder: string, columns: string[]): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const { row } of (await openDataset(folder)).rows({ columns })) rows.push(row);
  return rows;
}

const fetchedLines = (cwd: string): string => {
  const path = join(cwd, "set/images/fetch.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const byUrl = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  String(a["URL"]) < String(b["URL"]) ? -1 : 1;

test("fetches pictures, keeps what it gets, and says why it didn't get the others", async () => {
  const cwd = temporaryFolder();
  const fetched = ["/apple.png", "/pear.png", "/moved.png"];
  const others: Readonly<Record<string, string>> = {
    "/gone.png": "dataset/http-404",
    "/metadata.png": "dataset/fetch-address",
    "/mine.png": "dataset/opt-out",
    "/page.png": "image/unknown-format",
    "/private/apple.png": "dataset/robots-txt",
    "http://169.254.169.254/latest.png": "dataset/fetch-address",
    "http://[::ffff:10.0.0.1]/a.png": "dataset/fetch-address",
  };
  pairsIn(cwd, [...fetched, ...Object.keys(others)]);
  const { status, stderr } = await runCli(args("--allow-loopback"), { cwd });
  expect(stderr).toContain("set: 3 of 10 pairs kept; the others are in set/rejected");
  expect(status).toBe(0);
  const columns = ["URL", "WIDTH", "HEIGHT", "bytes", "sha256", "domain"];
  const facts = (bytes: Uint8Array, WIDTH: number): object => ({
    ...{ WIDTH, HEIGHT: 20, bytes: bytes.length, sha256: sha256(bytes), domain: "127.0.0.1" },
  });
  expect((await rowsIn(join(cwd, "set"), columns)).sort(byUrl)).toEqual([
    { URL: `${origin}/apple.png`, ...facts(apple, 30) },
    { URL: `${origin}/moved.png`, ...facts(pear, 40) },
    { URL: `${origin}/pear.png`, ...facts(pear, 40) },
  ]);
  const rejected = await rowsIn(join(cwd, "set/rejected"), ["URL", "picture", "rule"]);
  const why = rejected.map(({ URL: url, picture: reason }) => [url, String(reason).split(":")[0]]);
  expect(Object.fromEntries(why)).toEqual(
    Object.fromEntries(Object.entries(others).map(([place, code]) => [new URL(place, origin).href, code])),
  );
  expect(new Set(rejected.map(({ rule }) => rule))).toEqual(new Set(["a side under 10 pixels"]));
  expect(requests).not.toContain("/private/apple.png");
  // It says so, and asks for nothing again.
  requests = [];
  expect((await runCli(args("--allow-loopback"), { cwd })).stderr).toContain("set is complete already: 3 pairs");
  expect(requests).toEqual([]);
});

test("never asks this machine by itself", async () => {
  const cwd = temporaryFolder();
  pairsIn(cwd, ["/apple.png", `http://localhost:${new URL(origin).port}/apple.png`]);
  const { stderr } = await runCli(args(), { cwd });
  expect(stderr).toContain("set: 0 of 2 pairs kept");
  expect(requests).toEqual([]);
  const usage = await runCli(
    ["dataset", "build", "pairs.jsonl", "--out", "b", "--rule", "min-side=1", "--allow-loopback"],
    { cwd },
  );
  expect(usage.stderr).toContain("--allow-loopback does nothing without --images web");
  expect(usage.status).toBe(2);
});

test("continues after a kill without fetching again what it has", async () => {
  const cwd = temporaryFolder();
  pairsIn(cwd, ["/apple.png", "/slow.png"]);
  released = new Promise((resolve) => {
    release = resolve;
  });
  const child = startCli(args("--allow-loopback"), { cwd });
  const ended = finish(child);
  while (!requests.includes("/slow.png") || !requests.includes("/apple.png")) await later(10);
  // Until the answer about the apple has been written down.
  while (!fetchedLines(cwd).includes("/apple.png")) await later(10);
  child.kill("SIGKILL");
  expect((await ended).signal).toBe("SIGKILL");
  release();
  requests = [];
  const { stderr } = await runCli(args("--allow-loopback"), { cwd });
  expect(stderr).toContain("set: 2 of 2 pairs kept");
  expect(requests).toContain("/slow.png");
  expect(requests).not.toContain("/apple.png");
  const rows = await rowsIn(join(cwd, "set"), ["URL", "WIDTH"]);
  expect(rows.map(({ WIDTH }) => WIDTH).sort()).toEqual([30, 50]);
});
