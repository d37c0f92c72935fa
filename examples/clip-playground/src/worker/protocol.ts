import type { ScoreBaseline } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import type { OpenedPages, PageSource } from "./read-pages.js";
import type { ClassSet, WayDown } from "./walk-down.js";

/** What the worker does. Arguments and results are plain data; a `Blob` is a picture's or a page's file. */
export type Tasks = {
  baseline(): ScoreBaseline | undefined;
  embedPicture(picture: Blob): Embedding;
  embedTexts(texts: readonly string[]): Embedding[];
  walkDown(picture: Blob, classes: ClassSet): WayDown;
  readPages(source: PageSource): OpenedPages;
};
