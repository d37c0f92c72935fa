/** Why an attempt failed that may succeed when you try again. */
export class Failure extends Error {
  override readonly name: string = "Failure";

  constructor(
    message: string,
    /** How long the server asks you to wait, in milliseconds. */
    readonly pause: number = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The message of a failed `fetch` or a broken body, with the cause, which Node keeps one level down. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const reason = cause instanceof Error ? `: ${"code" in cause ? String(cause.code) : cause.message}` : "";
  return `${error.message}${reason}`;
}
