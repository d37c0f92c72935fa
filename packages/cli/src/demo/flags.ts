import type { ModelFlags } from "../clip/model-options.js";

/** The options of `alt2img demo`, as commander parses them. */
export type DemoFlags = ModelFlags & {
  prompt: string;
  /** `tiny`, a file, or a web address. */
  crawl: string;
  clip: string;
  /** The model that draws. */
  model: string;
  seed: number;
  out: string;
  fresh?: true;
  quiet?: true;
};
