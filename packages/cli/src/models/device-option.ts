import { Option } from "commander";

/** What `--device` says. */
export type DeviceFlags = { device: "auto" | "cpu" | "cuda" | "wasm" };

export const deviceOption = (): Option =>
  new Option("--device <name>", "where it runs: auto is cpu if onnxruntime-node is installed, otherwise wasm")
    .choices(["auto", "cpu", "cuda", "wasm"] satisfies DeviceFlags["device"][])
    .default("auto" satisfies DeviceFlags["device"]);
