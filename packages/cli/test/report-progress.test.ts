import { PassThrough } from "node:stream";
import type { WriteStream } from "node:tty";
import { describe, expect, it } from "vitest";
import { createReportProgress } from "../src/report/report-progress.js";

/** A stream that collects what is written, with or without being a terminal. */
function stream(isTTY: boolean): { stream: WriteStream; written: () => string } {
  const target = new PassThrough();
  const chunks: string[] = [];
  target.on("data", (chunk) => chunks.push(String(chunk)));
  return { stream: Object.assign(Object.create(target), { isTTY, columns: 100 }), written: () => chunks.join("") };
}

describe("createReportProgress", () => {
  const steps = [
    { stage: "read", done: 0, total: 2_000_000, unit: "bytes" },
    { stage: "read", done: 2_000_000, total: 2_000_000, unit: "bytes" },
    { stage: "write", done: 12_345, total: 12_345, unit: "pairs" },
    { stage: "pictures", done: 1_000_000, total: 1_000_000, unit: "bytes" },
  ] as const;

  function run(isTTY: boolean, quiet: boolean): string {
    const { stream: output, written } = stream(isTTY);
    const progress = createReportProgress(output, { quiet });
    for (const step of steps) progress.onProgress(step);
    progress.stop();
    return written();
  }

  it("writes a line for each stage where there is no terminal", () => {
    expect(run(false, false)).toBe("Reading 2.0 MB\nWriting pairs.parquet\nLooking for pictures in 1.0 MB\n");
  });

  it("draws a bar on a terminal", () => {
    const drawn = run(true, false);
    expect(drawn).toContain("100 % · Looking for pictures · 1.0 MB of 1.0 MB");
    expect(drawn).toContain("Writing pairs.parquet · 12,345 pairs");
    expect(drawn).toContain("█");
  });

  it("is silent on request", () => {
    expect(run(true, true)).toBe("");
  });
});
