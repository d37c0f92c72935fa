/**
 * What two addresses of the same file have in common: all but `http` or `https`, and what comes after `#`.
 *
 * @returns `undefined` if it isn't an address
 */
export function addressKey(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  url.hash = "";
  return url.href.replace(/^https?:/, "");
}
