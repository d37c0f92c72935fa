import { Alt2imgError } from "@alt2img/core";

/**
 * Why one address gave no image. `code` is `dataset/http-404` and the like for an answer of the server, `dataset/fetch-…` or
 * `dataset/robots-…` for everything else.
 */
export class FetchError extends Alt2imgError {
  override readonly name: string = "FetchError";
  /** Whether another try may succeed. */
  readonly again: boolean;
  /** How many ms the server asks to wait before it. */
  readonly waitMs: number;
  /** Whether the image's owner doesn't want it to be taken: then the address is skipped and hasn't failed. */
  readonly declined: boolean;

  constructor(
    code: string,
    message: string,
    {
      again = false,
      waitMs = 0,
      declined = false,
      ...options
    }: ErrorOptions & {
      again?: boolean | undefined;
      waitMs?: number | undefined;
      declined?: boolean | undefined;
    } = {},
  ) {
    super(code, message, options);
    this.again = again;
    this.waitMs = waitMs;
    this.declined = declined;
  }
}
