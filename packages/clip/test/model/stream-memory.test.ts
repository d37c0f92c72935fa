import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const COUNT = 4000;

it("the memory of a stream of images stays flat", () => {
  const options = ["--expose-gc", "--conditions=@alt2img/source", "--import", "tsx"];
  const script = fileURLToPath(new URL("stream-memory.ts", import.meta.url));
  const output = execFileSync(process.execPath, [...options, script, String(COUNT)], { encoding: "utf8" });
  const used = JSON.parse(output) as number[];
  expect(used).toHaveLength(20);
  const [early, late] = [used.slice(5, 10), used.slice(15)].map((part) => Math.min(...part));
  // Of 2,000 images between these places: pixels of 200 × 160 would be 256 MB, pixel values 98 MB, files some 60 MB. The heap of
  // the worker thread, which the test can't collect, varies by 20.
  expect(late! - early!).toBeLessThan(40);
}, 300_000);
