import { FetchError } from "../fetch-error.js";

const SLOW = ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"];
const UNKNOWN_NAME = ["ENOTFOUND", "ENODATA", "EAI_NONAME", "EAI_AGAIN"];
const TLS = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** What went wrong on the way to a server, as one of few kinds. */
export function connectionError(url: URL, error: unknown): FetchError {
  // With several addresses, Node tries them in turn and gives all their errors.
  const errors = error instanceof AggregateError ? error.errors : [error];
  const own = errors.find((one) => one instanceof FetchError);
  if (own !== undefined) return own;
  const [first] = errors;
  const code = codeOf(first);
  const reason = first instanceof Error && first.message !== "" ? first.message : code;
  const kind = (name: string, what: string, again: boolean): FetchError =>
    new FetchError(`dataset/fetch-${name}`, `${what}: ${reason}.`, { cause: error, again });
  if (SLOW.includes(code)) return kind("slow", `${url.host} took too long`, true);
  if (UNKNOWN_NAME.includes(code)) return kind("dns", `The name ${url.host} can't be resolved`, code === "EAI_AGAIN");
  if (TLS.test(code)) return kind("tls", `No secure connection to ${url.host}`, false);
  return kind("connection", `The connection to ${url.host} failed`, true);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
