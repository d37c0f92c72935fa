// Run by memory.test.ts: prints how much memory the process has after each of 24 loads, in MB. With "leak" as second
// argument, each load leaves as much behind as the model has.
import { files } from "@alt2img/tiny-clip";
import { createSession, type Device, openModelFolder } from "../../src/index.js";

const folder = await openModelFolder({ files });
const used: number[] = [];
const left: Uint8Array[] = [];
for (let i = 0; i < 24; i++) {
  const session = await createSession(folder, "onnx/vision_model.onnx", { device: process.argv[2] as Device });
  await session.run({ pixel_values: { dims: [1, 3, 64, 64], data: new Float32Array(3 * 64 * 64) } });
  await session.close();
  if (process.argv[3] === "leak") left.push(new Uint8Array(5_600_000).fill(1));
  used.push(await settled());
}

/** The least of several readings: threads that free memory may be late where the machine is busy. */
async function settled(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 8; n++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
    least = Math.min(least, process.memoryUsage().rss / 1e6);
  }
  return least;
}
process.stdout.write(JSON.stringify(used));
