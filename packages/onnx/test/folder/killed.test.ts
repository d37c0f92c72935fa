import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveFiles } from "@alt2img/testing/node";
import { expect, it } from "vitest";
import { openModelFolder } from "../../src/index.js";
import { openModelCache } from "../../src/node.js";

const model = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7 + (i >> 8)) % 256);

it("a download survives a process that is killed at any moment", async () => {
  const server = await serveFiles([["model.bin", model]]);
  const cache = mkdtempSync(join(tmpdir(), "alt2img-onnx-"));
  const script = `
    import { openModelFolder } from "./packages/onnx/src/index.ts";
    import { openModelCache } from "./packages/onnx/src/node.ts";
    const folder = await openModelFolder(${JSON.stringify(server.url)}, { cache: openModelCache(${JSON.stringify(cache)}) });
    await folder.read("model.bin", { onProgress: () => process.stdout.write(".") });
  `;
  try {
    server.fault = () => ({ throttle: 3 });
    const child = spawn(
      process.execPath,
      ["--conditions=@alt2img/source", "--import", "tsx", "--input-type=module", "-e", script],
      { cwd: new URL("../../../../", import.meta.url), stdio: ["ignore", "pipe", "inherit"] },
    );
    const exited = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    let chunks = 0;
    child.stdout.on("data", (dots: Buffer) => {
      chunks += dots.length;
      if (chunks >= 20) child.kill("SIGKILL");
    });
    expect(await exited).toBe("SIGKILL");
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/\.partial$/)]);
    server.fault = undefined;
    const folder = await openModelFolder(server.url, { cache: openModelCache(cache) });
    expect(Buffer.compare(await folder.read("model.bin"), model)).toBe(0);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]).toMatch(/^GET model\.bin bytes=\d{5,}-$/);
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  } finally {
    await server.close();
    rmSync(cache, { recursive: true });
  }
});
