import type { DeviceFlags } from "../models/device-option.js";

/** The options of `alt2img generate`, as commander parses them. */
export type GenerateFlags = DeviceFlags & {
  model: string;
  steps: number;
  guidance?: number;
  negative: string;
  seed: number;
  sampler?: string;
  out?: string;
};
