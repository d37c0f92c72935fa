// Run by memory.test.ts: prints how much memory the process has after each of fourteen loads, in MB.
import { files } from "@alt2img/tiny-clip";
import { createSession, type Device, openModelFolder } from "../../src/index.js";

const folder = await openModelFolder({ files });
const used: number[] = [];
for (let i = 0; i < 14; i++) {
  const session = await createSession(folder, "onnx/vision_model.onnx", { device: process.argv[2] as Device });
  await session.run({ pixel_values: { dims: [1, 3, 64, 64], data: new Float32Array(3 * 64 * 64) } });
  await session.close();
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  used.push(process.memoryUsage().rss / 1e6);
}
process.stdout.write(JSON.stringify(used));
