import type { ModelFlags } from "../clip/model-options.js";

/** The options of `alt2img generate`, as commander parses them. */
export type GenerateFlags = Pick<ModelFlags, "device"> & {
  model: string;
  steps: number;
  guidance?: number;
  negative: string;
  seed: number;
  sampler?: string;
  out?: string;
};
