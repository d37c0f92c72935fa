import { readFile } from "node:fs/promises";
import type { ModelFolder } from "@alt2img/core";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";

/** The networks of one of the pipelines, with a case's scheduler, and the tokenizer of the tiny world. */
export function randomPipeline(name: string, scheduler: object): ModelFolder {
  return {
    name,
    async read(path, options) {
      if (path.startsWith("tokenizer/")) return tinyStableDiffusion.read(path, options);
      if (path === "scheduler/scheduler_config.json") return new TextEncoder().encode(JSON.stringify(scheduler));
      return new Uint8Array(await readFile(new URL(`../golden/pipelines/${name}/${path}`, import.meta.url)));
    },
  };
}
