/** Where a model runs. */
export type Device = "auto" | "wasm" | "webgpu" | "cpu" | "cuda";

export const DEVICES: readonly Device[] = ["auto", "wasm", "webgpu", "cpu", "cuda"];
