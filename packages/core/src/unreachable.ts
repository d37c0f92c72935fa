import { Alt2imgError } from "./error.js";

/** What happened and what to do, by the code of the system. Browsers don't say more than “Failed to fetch”. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing answers at this port. Check the address and its port, and that the server is running",
  ENOTFOUND: "there is no server of this name. Check the address, and your connection",
  ENOENT: "there is no such file. Check its path",
};

const BAD_PORT = "its port is one of those that fetch refuses, in browsers and in Node. Serve it at another port";

/** There was no answer, or no file. */
export function unreachable(
  name: string,
  error: unknown,
  advice = "Check the address, your connection and, on a web page, that the server allows its origin (CORS)",
): Alt2imgError {
  const reason = reasonOf(error);
  const known = reason.endsWith("bad port") ? BAD_PORT : REASONS[codeOf(error)];
  return unreachableError(name, known ?? `${reason}. ${advice}`, error);
}

/** The answer has the status of an error. */
export function refused(url: string, { status, statusText }: Pick<Response, "status" | "statusText">): Alt2imgError {
  let advice = status === 429 || status >= 500 ? "Try again later" : "Check the address";
  if (status === 401 || status === 403) advice += ", and whether it needs a login";
  return unreachableError(url, `the server says ${`${status} ${statusText}`.trim()}. ${advice}`);
}

/** The answer ended too early. */
export const brokenOff = (url: string, bytes: number, error: unknown): Alt2imgError =>
  unreachableError(url, `the connection broke after ${bytes} bytes (${reasonOf(error)}). Try again`, error);

const unreachableError = (name: string, reason: string, cause?: unknown): Alt2imgError =>
  new Alt2imgError("core/unreachable", `Can't read ${name}: ${reason}.`, { cause });

/** The code of an error of the file system, or of what `fetch` wraps. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return String(code ?? cause?.code);
}

/** What went wrong, with the cause: just `fetch failed` doesn't help. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && cause.message !== "" ? `${message}: ${cause.message}` : message;
}
