import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOrderedStream } from "../src/pairs/ordered-stream.js";

const task = (index: number): { index: number; name: string } => ({ index, name: `${index}` });
const line = (text: string): Uint8Array => new TextEncoder().encode(`${text}\n`);
const spoolFolders = (): string[] => readdirSync(tmpdir()).filter((name) => /^alt2img-\w{6}$/.test(name));

function createSink(): { write: (bytes: Uint8Array) => Promise<void>; text: () => string; chunks: Uint8Array[] } {
  const chunks: Uint8Array[] = [];
  return {
    write: async (bytes) => void chunks.push(bytes.slice()),
    text: () => Buffer.concat(chunks).toString(),
    chunks,
  };
}

test("the first unfinished task writes at once, later ones wait their turn", async () => {
  const sink = createSink();
  const stream = createOrderedStream(sink.write);
  await stream.bytes(task(0), line("a1"));
  await stream.bytes(task(1), line("b1"));
  await stream.bytes(task(2), line("c1"));
  expect(sink.text()).toBe("a1\n");
  await stream.done(task(2));
  await stream.bytes(task(0), line("a2"));
  await stream.done(task(0));
  expect(sink.text()).toBe("a1\na2\nb1\n");
  await stream.bytes(task(1), line("b2"));
  await stream.done(task(1));
  expect(sink.text()).toBe("a1\na2\nb1\nb2\nc1\n");
  await stream.close();
});

test("output that waited comes in whole lines, however long", async () => {
  const sink = createSink();
  const stream = createOrderedStream(sink.write);
  const long = Array.from({ length: 40_000 }, (_, i) => `line ${i}`).join("\n");
  await stream.bytes(task(1), line(long));
  await stream.bytes(task(1), line("x".repeat(600_000)));
  await stream.done(task(1));
  await stream.done(task(0));
  expect(sink.text()).toBe(`${long}\n${"x".repeat(600_000)}\n`);
  expect(sink.chunks.length).toBeGreaterThan(3);
  expect(sink.chunks[0]?.at(-1)).toBe(0x0a);
  await stream.close();
});

test("no files are left behind", async () => {
  const before = spoolFolders();
  const stream = createOrderedStream(createSink().write);
  await stream.bytes(task(3), line("never written"));
  expect(spoolFolders().length).toBeGreaterThan(before.length);
  await stream.close();
  expect(spoolFolders()).toEqual(before);
});

test("the destination's error reaches the caller", async () => {
  const stream = createOrderedStream(() => Promise.reject(new Error("full")));
  await expect(stream.bytes(task(0), line("a"))).rejects.toThrow("full");
  await stream.close();
});

describe("law", () => {
  test("any interleaving gives the same text", async () => {
    // The order in which tasks take their next step: a line, or their end.
    const schedule = fc.shuffledSubarray([0, 0, 0, 1, 1, 2, 2, 2, 2, 3], { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(schedule, async (steps) => {
        const sink = createSink();
        const stream = createOrderedStream(sink.write);
        const left = [3, 2, 4, 1];
        for (const index of steps) {
          left[index]!--;
          if (left[index]! > 0) await stream.bytes(task(index), line(`${index}.${left[index]}`));
          else await stream.done(task(index));
        }
        await stream.close();
        expect(sink.text()).toBe("0.2\n0.1\n1.1\n2.3\n2.2\n2.1\n");
      }),
      { numRuns: 100, seed: 20261122 },
    );
  });
});
