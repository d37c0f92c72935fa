import type { LookupAddress, LookupOptions } from "node:dns";
import { FetchError } from "../fetch-error.js";
import { type IsAllowed, refusedAddress } from "./check-url.js";

/** Finds the IP addresses of a host's name. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>;

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * What `net.connect` asks for the address that it connects to at once, so there is no second question in between, whose answer
 * could be another one (DNS rebinding). A host that has one refused address among its addresses is refused.
 */
export function checkedLookup(
  resolve: ResolveHost,
  isAllowed: IsAllowed,
): (host: string, options: LookupOptions, callback: Callback) => void {
  const find = async (host: string, { family }: LookupOptions): Promise<LookupAddress[]> => {
    const found = await resolve(host);
    const refused = found.find(({ address }) => !isAllowed(address));
    if (refused !== undefined) throw refusedAddress(host, refused.address);
    const wanted = family === "IPv4" ? 4 : family === "IPv6" ? 6 : family;
    const usable = found.filter((one) => !wanted || one.family === wanted);
    if (usable.length > 0) return usable;
    throw new FetchError("dataset/fetch-dns", `The name ${host} has no address.`);
  };
  return (host, options, callback) => {
    find(host, options).then(
      (found) => (options.all ? callback(null, found) : callback(null, found[0]!.address, found[0]!.family)),
      (error: Error) => callback(error, []),
    );
  };
}
