import type { DeviceFlags } from "../models/device-option.js";

/** The options of `alt2img generate`, as commander parses them. */
export type GenerateFlags = DeviceFlags & {
  model: string;
  steps?: number;
  guidance?: number;
  negative: string;
  seed: number;
  sampler?: string;
  schedule?: string;
  size?: { width: number; height: number };
  init?: string;
  strength?: number;
  mask?: string;
  literal?: true;
  tiling?: true;
  out?: string;
  strip?: string;
  attention?: string;
};
