/**
 * What an element keeps in the page's address: `#tokens.text=a+dog`. The fragment isn't sent to the server, so that what pupils
 * write stays on their machines. The elements of a page share it, each by its prefix.
 */
export type UrlState = Readonly<Record<string, string>>;

/** The values below a prefix. */
export function readUrlState(hash: string, prefix: string): UrlState {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ""))];
  return Object.fromEntries(
    entries
      .filter(([key]) => key.startsWith(`${prefix}.`))
      .map(([key, value]) => [key.slice(prefix.length + 1), value]),
  );
}

/** The fragment with these values below the prefix instead of those that were there; everything else stays. */
export function writeUrlState(hash: string, prefix: string, state: UrlState): string {
  const rest = hash.replace(/^#/, "");
  const kept = rest.split("&").filter((part) => part !== "" && !decoded(part).startsWith(`${prefix}.`));
  const own = Object.entries(state).map(([name, value]) => `${new URLSearchParams({ [`${prefix}.${name}`]: value })}`);
  const parts = [...kept, ...own];
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

const decoded = (part: string): string => new URLSearchParams(part).keys().next().value ?? "";
