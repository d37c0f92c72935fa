/** A line `Allow` or `Disallow`: the pattern as it is compared, with `*` for any characters and `$` for the end. */
export type RobotsRule = { readonly allow: boolean; readonly pattern: string };

/** Rules for the robots that are named; `"*"` is all others. */
export type RobotsGroup = { readonly agents: readonly string[]; readonly rules: readonly RobotsRule[] };

/** How much of a robots.txt is read: the RFC wants at least 500 KiB. */
export const MAX_ROBOTS_BYTES: number = 512 * 1024;

/**
 * Parses a robots.txt. What isn't `User-agent`, `Allow` or `Disallow`, such as `Sitemap` or `Crawl-delay`, changes nothing: a group
 * continues over such a line, also between two `User-agent` lines. Rules before the first group, and empty ones, have no effect.
 *
 * @see RFC 9309, section 2.2, https://www.rfc-editor.org/rfc/rfc9309#section-2.2
 */
export function parseRobots(text: string): RobotsGroup[] {
  const groups: { agents: string[]; rules: RobotsRule[] }[] = [];
  let isNaming = false;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const [, name = "", value = ""] = /^[ \t]*([^:#]*?)[ \t]*:[ \t]*([^#]*)/.exec(line) ?? [];
    const key = name.toLowerCase();
    const content = value.trimEnd();
    if (key === "user-agent") {
      const agent = agentOf(content);
      if (isNaming) groups.at(-1)!.agents.push(agent);
      else groups.push({ agents: [agent], rules: [] });
      isNaming = true;
    } else if (key === "allow" || key === "disallow") {
      isNaming = false;
      if (content !== "") groups.at(-1)?.rules.push({ allow: key === "allow", pattern: normalizePath(content) });
    }
  }
  return groups;
}

/**
 * The name in a `User-agent` line, in lower case: `bot` of `Bot/2.1 (+https://bot.example)`. The RFC's names have only letters, `_`
 * and `-`, but robots with digits are named too: `img2dataset`. A line without a name begins a group for nobody.
 */
function agentOf(value: string): string {
  return (/^[^\s/;,(]*/.exec(value)?.[0] ?? "").toLowerCase();
}

/**
 * A path or pattern with the same octets written in the same way: those of letters, digits and `-._~` as they are, percent signs of
 * others in upper case, non-ASCII characters as percent-encoded UTF-8.
 *
 * @see RFC 9309, section 2.2.2
 */
export function normalizePath(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^\x21-\x7e]+/gi, (part) => {
    if (!part.startsWith("%")) return encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd"));
    const octet = String.fromCharCode(Number.parseInt(part.slice(1), 16));
    return /[a-z0-9\-._~]/i.test(octet) ? octet : part.toUpperCase();
  });
}
