/** Why one attempt at something failed that may succeed when it is tried again. */
export class Failure extends Error {
  override readonly name: string = "Failure";

  constructor(
    message: string,
    /** How long the server asks to be left alone, in milliseconds. */
    readonly pause: number = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a failed `fetch` or a broken body says, with the cause that Node hides one level down. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const reason = cause instanceof Error ? `: ${"code" in cause ? String(cause.code) : cause.message}` : "";
  return `${error.message}${reason}`;
}
