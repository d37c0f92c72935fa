import { readFile } from "node:fs/promises";
import type { ImageElement, TextState } from "@alt2img/alt-text";
import type { AltTextRuleId } from "@alt2img/alt-text/lint";

/** What is true of an image, written down by hand by those who wrote the pages. */
export type ImageTruth = {
  /** Left out where it has none. */
  url?: string;
  element: ImageElement;
  state: TextState;
  /** The attribute; left out where there is none. */
  alt?: string;
  /** The accessible name, where it is not the `alt`. */
  name?: string;
  hidden?: boolean;
  /**
   * What somebody says who looks at the picture: the alt is `good`; `poor`, as a rule or a reader can tell; `missing`;
   * `wrong` for this picture or place; or `biased`. No rule can see the last two.
   */
  judgement: "good" | "poor" | "missing" | "wrong" | "biased";
  /** The rules that have to speak. */
  fires: AltTextRuleId[];
  /** The rules that must not. */
  silent: "all" | AltTextRuleId[];
  /** What is to be seen, or why it is so. */
  note?: string;
};

/** A page, with its images in the order of their places in it. */
export type PageTruth = {
  url: string;
  title: string;
  /** As declared. */
  language?: string;
  /** What the page says against its use. */
  optOut?: string[];
  images: ImageTruth[];
};

/** Reads `truth.json`. */
export async function readTruth(): Promise<PageTruth[]> {
  return JSON.parse(await readFile(new URL("truth.json", import.meta.url), "utf8"));
}
