import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** In MB, after each of fourteen loads, in a process of its own. */
function measure(device: string): number[] {
  const options = ["--expose-gc", "--conditions=@alt2img/source", "--import", "tsx"];
  const script = fileURLToPath(new URL("memory-after-loads.ts", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [...options, script, device], { encoding: "utf8" })) as number[];
}

describe.each(["cpu", "wasm"])("memory on %s", (device) => {
  it("is where it was after load, close and load", () => {
    const used = measure(device);
    // The model has 5.6 MB: if each load left it behind, these would be 40 MB apart.
    expect(used.at(-1)).toBeLessThan(used.at(6)! + 20);
  });
});
