import type { TextSource } from "@alt2img/core";
import { isTextSource, textSources } from "@alt2img/dataset";
import { InvalidArgumentError } from "commander";
import { localPath } from "./input/local-path.js";

/** Parsers for options; commander adds the option's name to their messages. */

export function wholeNumber(least: number, most?: number): (text: string) => number {
  return (text) => {
    const isWithin = Number(text) >= least && Number(text) <= (most ?? Number.MAX_SAFE_INTEGER);
    if (/^\d+$/.test(text) && isWithin) return Number(text);
    if (most === undefined && /^\d+$/.test(text) && Number(text) > least)
      throw new InvalidArgumentError("It is too large.");
    const range = most === undefined ? `at least ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number, ${range}.`);
  };
}

/** A number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}

/** `768x512`, or one number for both sides. */
export function pixelSize(text: string): { width: number; height: number } {
  const [, width, height = width] = /^([1-9]\d{0,4})(?:[x×]([1-9]\d{0,4}))?$/i.exec(text) ?? [];
  if (width !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError("It must be a width and a height in pixels, such as 768x512.");
}

export function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("It must be a number.");
}

export function cosine(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= -1 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a cosine, a number from -1 to 1.");
}

/** @param what what to give instead, with its article */
export function notEmpty(what: string): (text: string) => string {
  return (text) => {
    if (text.trim() !== "") return text;
    throw new InvalidArgumentError(`It is empty. Give ${what}.`);
  };
}

/** The same for an option or argument that can be repeated. */
export function collected(what: string): (text: string, earlier?: string[]) => string[] {
  const check = notEmpty(what);
  return (text, earlier = []) => [...earlier, check(text)];
}

/**
 * The name of a file or folder to write; a `file:` URL becomes a path.
 *
 * @param what what to give instead, with its article
 */
export function outputName(what: string): (text: string) => string {
  const check = notEmpty(what);
  return (text) => {
    const path = localPath(check(text));
    if (!/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return path;
    throw new InvalidArgumentError(`It is a web address, and alt2img writes to the disk. Give ${what}.`);
  };
}

/** An absolute URL that relative ones can be resolved against; `mailto:` and `data:` URLs don't work. */
export function baseUrl(text: string): string {
  if (URL.canParse(text) && URL.canParse("image.png", text)) return new URL(text).href;
  throw new InvalidArgumentError("It must be the absolute URL of a page, such as https://example.org/page.html.");
}

/** Comma-separated names, together with those of an earlier option, without repetitions. */
export function textSourceList(text: string, earlier: readonly TextSource[] = []): TextSource[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) {
    const what = names.length === 1 ? "It is empty." : "One of its names is empty.";
    throw new InvalidArgumentError(`${what} Give one or more of ${textSources.join(", ")}, separated by commas.`);
  }
  const unknown = names.find((name) => !isTextSource(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`“${unknown}” isn't a source. Choose from ${textSources.join(", ")}.`);
  }
  return [...new Set([...earlier, ...names.filter(isTextSource)])];
}
