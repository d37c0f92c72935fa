import { normalizePath, type RobotsGroup } from "./parse-robots.js";

/** So many characters are looked at for an address, about a tenth of a second: more than 35,000 rules for one of 400 characters. */
const MOST_STEPS = 2 ** 24;

/**
 * Whether a robots.txt allows a robot to fetch a URL: of the rules in all groups for this robot, or for `*` if none names it, the
 * longest that matches decides; of two that are equally long, `Allow`. Without a rule that matches, everything is allowed. A long
 * address for which there are too many rules with `*` isn't.
 *
 * @param agent the robot's product token: letters, `_` and `-`
 * @see RFC 9309, sections 2.2.1 and 2.2.2
 */
export function isAllowedByRobots(groups: readonly RobotsGroup[], agent: string, { pathname, search }: URL): boolean {
  if (pathname === "/robots.txt") return true;
  const path = normalizePath(pathname + search);
  let longest = -1;
  let isAllowed = true;
  const rules = rulesFor(groups, agent.toLowerCase());
  if (rules.filter(({ pattern }) => pattern.includes("*")).length * path.length > MOST_STEPS) return false;
  for (const { allow, pattern } of rules) {
    if (pattern.length < longest || !matches(path, pattern)) continue;
    isAllowed = allow || (pattern.length === longest && isAllowed);
    longest = pattern.length;
  }
  return isAllowed;
}

/** Whether a group names this robot. */
export function isNamed(groups: readonly RobotsGroup[], agent: string): boolean {
  return groups.some(({ agents }) => agents.includes(agent.toLowerCase()));
}

function rulesFor(groups: readonly RobotsGroup[], agent: string): RobotsGroup["rules"] {
  const name = isNamed(groups, agent) ? agent : "*";
  return groups.filter(({ agents }) => agents.includes(name)).flatMap(({ rules }) => rules);
}

/** Without a regular expression: a hostile pattern of many `*` would take one for ever. */
function matches(path: string, pattern: string): boolean {
  const toEnd = pattern.endsWith("$");
  const [first = "", ...rest] = (toEnd ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  const last = toEnd ? rest.pop() : undefined;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (!toEnd) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}
