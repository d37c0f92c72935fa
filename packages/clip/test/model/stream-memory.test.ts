import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const COUNT = 2000;

it("the memory of a stream of images stays flat", () => {
  const options = ["--expose-gc", "--conditions=@alt2img/source", "--import", "tsx"];
  const script = fileURLToPath(new URL("stream-memory.ts", import.meta.url));
  const output = execFileSync(process.execPath, [...options, script, String(COUNT)], { encoding: "utf8" });
  const used = JSON.parse(output) as number[];
  expect(used).toHaveLength(20);
  const [early, late] = [used.slice(5, 10), used.slice(15)].map((part) => Math.min(...part));
  // Of 1,000 images between these places: pixels of 200 × 160 would be 128 MB, pixel values 49 MB, files some 30 MB.
  expect(late! - early!).toBeLessThan(20);
}, 300_000);
