/** How Open English WordNet writes characters that XML ids can't have: first since 2025, then in older editions. */
const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    apos: "'",
    colon: ":",
    excl: "!",
    num: "#",
    dollar: "$",
    percnt: "%",
    amp: "&",
    lpar: "(",
    rpar: ")",
    ast: "*",
    plus: "+",
    comma: ",",
    sol: "/",
    lbrace: "{",
    vert: "|",
    rbrace: "}",
    tilde: "~",
    cent: "¢",
    pound: "£",
    sect: "§",
    copy: "©",
    reg: "®",
    deg: "°",
    acute: "´",
    para: "¶",
    ordm: "º",
    ap: "'",
    ex: "!",
    cm: ",",
    cn: ":",
    pl: "+",
    sl: "/",
  }),
);

/**
 * The sense key that an Open English WordNet id stands for: `dog%1:05:00::` for `oewn-dog__1.05.00..`; `undefined` for
 * other ids.
 */
export function senseKeyOfId(id: string, lexicon: string): string | undefined {
  const own = id.startsWith(`${lexicon}-`) ? id.slice(lexicon.length + 1) : id;
  const cut = own.lastIndexOf("__");
  if (cut === -1) return undefined;
  const lemma = own
    .slice(0, cut)
    .replace(/--|-([a-z]+)-/g, (whole, name?: string) => (name === undefined ? "-" : (escapes.get(name) ?? whole)));
  const rest = own
    .slice(cut + 2)
    .replaceAll("-sp-", "_")
    .replaceAll(".", ":");
  return /^\d:\d\d:\d\d:.*:/.test(rest) ? `${lemma}%${rest}` : undefined;
}
