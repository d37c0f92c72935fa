import type { ModelFlags } from "./model-options.js";

/** The options of the commands that run models, as commander parses them. */

export type ResultFormat = "text" | "json" | "csv";

export type ScoreFlags = ModelFlags & {
  text: string[];
  model: string;
  explain?: true;
  baseline?: string;
  out?: string;
  format: ResultFormat;
};

export type ClassifyFlags = ModelFlags & {
  class?: string[];
  imagenet?: true;
  down?: true;
  template?: string[];
  top: number;
  model: string;
  format: ResultFormat;
};

export type EmbedFlags = ModelFlags & {
  out: string;
  model: string;
  batchSize: number;
  images?: string;
  quiet?: true;
};

export type TableFormat = "table" | "json";

export type ModelInfoFlags = { format: TableFormat };
export type ModelFetchFlags = Pick<ModelFlags, "variant">;
export type ModelBaselineFlags = ModelFlags & { pairs?: string; count: number; out: string };
export type ModelVerifyFlags = ModelFlags & { embeddings?: string; format: TableFormat };
