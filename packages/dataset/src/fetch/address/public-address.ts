import ipaddr from "ipaddr.js";

/** Azure's service for its machines' secrets has an address that is public by its number. */
const METADATA_ADDRESSES: readonly string[] = ["168.63.129.16"];

/**
 * Whether an IP address is one of the public Internet: not private, loopback, link-local (clouds keep their machines' secrets at
 * 169.254.169.254), shared, reserved, multicast or a detour to one of these (IPv4 in IPv6, NAT64, 6to4, Teredo). Of IPv6, only
 * 2000::/3 is public: `ipaddr.js` 2.5 takes `::7f00:1`, which some systems connect to 127.0.0.1, for a public one.
 *
 * @param address as a resolver or a URL gives it, without brackets
 * @see IANA's special-purpose address registries, https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || METADATA_ADDRESSES.includes(parsed.toString())) return false;
  return parsed.kind() === "ipv4" || (parsed.toByteArray()[0]! & 0xe0) === 0x20;
}

/** Whether an address is the machine's own, 127.0.0.0/8 or ::1: for tests. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}
