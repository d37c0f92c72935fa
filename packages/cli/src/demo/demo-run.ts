import { join } from "node:path";
import type { Clip } from "@alt2img/clip";
import { clipModel } from "../clip/model-options.js";
import { diffusionModel } from "../diffusion/model-help.js";
import { modelSource, openModel } from "../models/model-source.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { crawlPlace } from "./crawl-place.js";
import type { DemoFlags } from "./flags.js";
import { type CrawlReading, readPages } from "./read-pages.js";

/** What the stages of a demo share. Models are loaded, and the pages are read, by the first stage that needs them. */
export type DemoRun = ModelRun & {
  readonly flags: DemoFlags;
  /** The path of a file or folder of the demo. */
  path(name: string): string;
  /** Where the crawl is, as soon as its stage is finished. */
  readonly crawl: string;
  readonly isTinyCrawl: boolean;
  /** The tiny Stable Diffusion, or its twin. */
  readonly isTinyDiffusion: boolean;
  /** The model of `--clip`. */
  clip(): Promise<Clip>;
  /** The tiny CLIP. */
  tinyClip(): Promise<Clip>;
  reading(): Promise<CrawlReading>;
  /** Gives the pages to the other stages, so that they aren't read again. */
  keep(reading: CrawlReading): void;
  [Symbol.asyncDispose](): Promise<void>;
};

/** @throws Alt2imgError `cli/usage` for models that can't be; `cli/input` for a crawl that isn't there */
export function createDemoRun(flags: DemoFlags, run: ModelRun): DemoRun {
  modelSource(flags.clip, clipModel);
  const { path: crawl, isTiny: isTinyCrawl } = crawlPlace(flags);
  const opened = new Map<string, Promise<Clip>>();
  let pages: Promise<CrawlReading> | undefined;

  const load = async (name: string): Promise<Clip> => {
    const { signal, onProgress, packages } = run;
    const { folder } = await openModel(name, packages, clipModel, { signal, onProgress });
    const { loadClip } = await packages.load("@alt2img/clip");
    const variant = name === flags.clip ? flags.variant : undefined;
    return loadClip(folder, { variant, session: { device: flags.device }, signal, onProgress });
  };
  const clip = (name: string): Promise<Clip> => {
    const found = opened.get(name) ?? load(name);
    opened.set(name, found);
    return found;
  };
  return {
    ...run,
    flags,
    path: (name) => join(flags.out, name),
    crawl,
    isTinyCrawl,
    isTinyDiffusion: modelSource(flags.model, diffusionModel).kind === "tiny",
    clip: () => clip(flags.clip),
    tinyClip: () => clip("tiny"),
    reading() {
      pages ??= readPages(crawl, { signal: run.signal });
      return pages;
    },
    keep(reading) {
      pages = Promise.resolve(reading);
    },
    async [Symbol.asyncDispose]() {
      for (const each of await Promise.allSettled(opened.values())) {
        if (each.status === "fulfilled") await each.value.close();
      }
    },
  };
}

/** The files of a model that is a folder on this machine, which may change under the same name. */
export function modelInputs(name: string, kind: typeof clipModel): string[] {
  const source = modelSource(name, kind);
  return source.kind === "folder" ? [source.path] : [];
}
