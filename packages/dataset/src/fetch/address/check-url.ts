import { isIP } from "node:net";
import { FetchError } from "../fetch-error.js";

/** Longer ones aren't requested: servers refuse them, and they only cost memory. */
const LONGEST_URL = 16_384;

/** Whether a connection to this IP address is allowed. */
export type IsAllowed = (address: string) => boolean;

/**
 * The URL without its fragment, if it may be requested: http or https, without a user's name, and not to an IP address that isn't
 * allowed, in whatever notation (`2130706433`, `0x7f.1`, `[::ffff:7f00:1]`, full-width digits): a resolver never sees these.
 *
 * @throws FetchError `dataset/fetch-url`, `dataset/fetch-address`
 */
export function checkUrl(text: string, isAllowed: IsAllowed, base?: URL): URL {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  if (text.length > LONGEST_URL) {
    throw new FetchError("dataset/fetch-url", `${shown} has ${text.length} characters; the limit is ${LONGEST_URL}.`);
  }
  const url = parseUrl(text, base);
  if (url === undefined) throw new FetchError("dataset/fetch-url", `“${shown}” isn't a URL.`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchError("dataset/fetch-url", `${shown} isn't an http or https address.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new FetchError("dataset/fetch-url", `${url.host} is asked for with a name or password in the address.`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0 && !isAllowed(host)) throw refusedAddress(url.hostname, host);
  url.hash = "";
  return url;
}

export function refusedAddress(host: string, address: string): FetchError {
  return new FetchError(
    "dataset/fetch-address",
    host.replace(/[[\]]/g, "") === address
      ? `${address} isn't an address of the public Internet.`
      : `${host} leads to ${address}, which isn't an address of the public Internet.`,
  );
}

function parseUrl(text: string, base: URL | undefined): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
