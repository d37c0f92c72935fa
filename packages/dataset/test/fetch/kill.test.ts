import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { expect, it } from "vitest";
import { fetchImages } from "../../src/fetch/index.js";
import { faultServer, pairsOf, picture } from "./fault-server.js";

const script = fileURLToPath(new URL("fetch-until-killed.mjs", import.meta.url));
const COUNT = 300;
const KILLS = 20;

it("loses and doubles nothing when it is killed at 20 random moments", async () => {
  const folder = await mkdtemp(join(tmpdir(), "alt2img-kill-"));
  const random = createRandom(20261129);
  let child: ChildProcess | undefined;
  let untilKill = 0;
  const server = await faultServer({
    "*": (response, { url = "" }) => {
      const n = Number(url.slice(1));
      // One in ten isn't there. The process is killed before an answer is sent, or after.
      if (n % 10 === 9) response.writeHead(404).end();
      else response.end(picture(n), () => n % 2 === 0 && countDown());
      if (n % 2 === 1) countDown();
    },
  });
  // Begins with the first new outcome, so that each process makes some progress.
  const countDown = (): void => {
    if (untilKill > 0 && --untilKill === 0) child?.kill("SIGKILL");
  };
  const asked = (): string[] => server.requests.filter((path) => path !== "/robots.txt");
  try {
    const finished = new Set<string>();
    for (let kills = 0; kills < KILLS; kills++) {
      const moment = 1 + Math.floor(random.uniform() * 10);
      untilKill = 0;
      const before = asked().length;
      child = spawn(process.execPath, [script, server.url, String(COUNT), folder], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const closed = once(child, "close");
      let printed = "";
      for await (const chunk of child.stdout!) {
        printed += chunk;
        const isNew = printed
          .split("\n")
          .slice(0, -1)
          .some((url) => !finished.has(url));
        if (isNew && untilKill === 0) untilKill = moment;
        countDown();
      }
      expect(await closed).toEqual([null, "SIGKILL"]);
      // What has been given out is never asked for again.
      for (const path of asked().slice(before)) expect(finished.has(server.url + path), path).toBe(false);
      for (const url of printed.split("\n").slice(0, -1)) finished.add(url);
    }
    expect(finished.size).toBeGreaterThan(KILLS);

    const pairs = pairsOf(...Array.from({ length: COUNT }, (_, n) => `${server.url}/${n}`));
    const fetched = fetchImages(pairs, folder, { allowLoopback: true, check: "header", perHost: 8 });
    const outcomes = await collect(fetched);
    expect(fetched.counts).toMatchObject({ read: COUNT, kept: 270, failed: 30, skipped: 0 });
    expect(fetched.counts.fetched).toBeLessThanOrEqual(COUNT - finished.size);
    expect(new Set(outcomes.map(({ pair }) => pair.imageUrl)).size).toBe(COUNT);

    const lines = (await readFile(join(folder, "fetch.jsonl"), "utf8")).trimEnd().split("\n").slice(1);
    const urls = lines.map((line): string => JSON.parse(line).url);
    expect(urls.length).toBe(COUNT);
    expect(new Set(urls).size).toBe(COUNT);

    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => /\.\w+$/.test(name) && name !== "fetch.jsonl",
    );
    expect(files.length).toBe(270);
    for (const { record } of outcomes) {
      if (record.state !== "kept") continue;
      const n = Number(new URL(record.url).pathname.slice(1));
      const bytes = await readFile(join(folder, record.file));
      expect(bytes.equals(picture(n))).toBe(true);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(record.sha256);
    }
  } finally {
    child?.kill("SIGKILL");
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
