/**
 * The error that every alt2img package throws. The message says what was found where, what was expected and what to do;
 * `code` is for programs: `"<package>/<what-is-wrong>"`, and stays the same from release to release.
 *
 * @example
 * ```ts
 * import { Alt2imgError } from "@alt2img/core";
 *
 * try {
 *   throw new Alt2imgError("crawl/not-a-warc", "page.html starts with “<!doc”, not with a WARC or ARC header.");
 * } catch (error) {
 *   if (error instanceof Alt2imgError && error.code === "crawl/not-a-warc") console.log("give me a WARC file");
 *   else throw error;
 * }
 * ```
 */
export class Alt2imgError extends Error {
  override readonly name: string = "Alt2imgError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
