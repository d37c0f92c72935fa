import { readFile } from "node:fs/promises";
import type { ImageElement, TextState } from "@alt2img/alt-text";
import type { AltTextRuleId } from "@alt2img/alt-text/lint";

/** The truth about an image, written by hand by the authors of the pages. */
export type ImageTruth = {
  /** Absent if the image has none. */
  url?: string;
  element: ImageElement;
  state: TextState;
  /** The attribute, if there is one. */
  alt?: string;
  /** The accessible name, if it isn't the `alt`. */
  name?: string;
  hidden?: boolean;
  /**
   * What a person who looks at the picture thinks of its text: `good`; `poor`, as a rule or a reader can tell; `missing`;
   * `wrong` for this picture or place; or `biased`. No rule can find the last two.
   */
  judgement: "good" | "poor" | "missing" | "wrong" | "biased";
  /** The rules that must report the image. */
  fires: AltTextRuleId[];
  /** The rules that must not report it. */
  silent: "all" | AltTextRuleId[];
  /** What the picture shows, or why the judgement is what it is. */
  note?: string;
};

/** A page with its images, in their order on the page. */
export type PageTruth = {
  url: string;
  title: string;
  /** As the page declares it. */
  language?: string;
  /** What the page says against its use. */
  optOut?: string[];
  images: ImageTruth[];
};

/** Reads `truth.json`. */
export async function readTruth(): Promise<PageTruth[]> {
  return JSON.parse(await readFile(new URL("truth.json", import.meta.url), "utf8"));
}
