// The element names that the parser treats specially, as small numbers. Every other name is 0.

/** What the parser needs to know about an element, as bits. */
export const VOID = 1;
/** The element begins a new line of text. */
export const BLOCK = 2;
/** Its start tag closes an open `p`. */
export const CLOSES_P = 4;
/** Elements of the “special” category, which an unmatched end tag doesn't cross. */
export const SPECIAL = 8;
/** What ends a search “in scope”. */
export const SCOPE = 16;
/** What ends a search “in table scope”. */
export const TABLE_SCOPE = 32;
/** Its content is text up to its end tag, without mark-up. */
export const RAW_TEXT = 64;
/** The same, but with character references. */
export const RCDATA = 128;
/** Its text isn't text of the page. */
export const UNRENDERED = 256;
/** As a start tag in `svg` or `math`, it ends that foreign content. */
export const BREAKOUT = 512;
/** Part of a table: its end tag is looked for in table scope. */
export const TABLE_PART = 1024;
/** Formatting elements that end tags may misnest. */
export const FORMATTING = 2048;

/** What we read a page for: images, their context, and the page's metadata. */
export const READ = 4096;

/** Its start tag may close more than a `p`, or its end tag more than itself. */
export const CLOSES_OTHERS = 8192;

const LISTS: readonly (readonly [flag: number, names: string])[] = [
  [VOID, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"],
  [
    BLOCK,
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section select summary table tbody td tfoot th thead title tr ul xmp",
  ],
  [
    CLOSES_P,
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
  ],
  [
    SPECIAL,
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp",
  ],
  [SCOPE, "applet caption html marquee object table td template th"],
  [TABLE_SCOPE, "html table template"],
  [RAW_TEXT, "iframe noembed noframes plaintext script style xmp"],
  [RCDATA, "textarea title"],
  [
    UNRENDERED,
    "audio canvas datalist iframe noembed noframes noscript object script select style svg template textarea title video",
  ],
  [
    BREAKOUT,
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var",
  ],
  [TABLE_PART, "caption col colgroup table tbody td tfoot th thead tr"],
  [
    READ,
    "a area base button figcaption figure h1 h2 h3 h4 h5 h6 html image img input label link meta meter object output picture progress script select source summary textarea title video",
  ],
  [
    CLOSES_OTHERS,
    "a body button caption col colgroup dd dt h1 h2 h3 h4 h5 h6 li optgroup option tbody td tfoot th thead tr",
  ],
  [FORMATTING, "a b big code em font i nobr s small strike strong tt u"],
];

/** Names that need a number although no list has them, or that are so common that numbering them for each page would cost time. */
const OTHERS = "abbr annotation-xml cite desc foreignobject g math mi mn mo ms mtext path span sub sup symbol time use";

const NAMES: readonly string[] = [
  "",
  ...new Set([...LISTS.flatMap(([, names]) => names.split(" ")), ...OTHERS.split(" ")]),
];

const FLAGS: Uint16Array = /* @__PURE__ */ Uint16Array.from(NAMES, (name) =>
  LISTS.reduce((flags, [flag, names]) => (name !== "" && names.split(" ").includes(name) ? flags | flag : flags), 0),
);

const SLOTS = 1024;

// Open addressing over the hash that `hashStep` builds character by character.
const TABLE: Uint8Array = /* @__PURE__ */ buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(SLOTS);
  for (let id = 1; id < NAMES.length; id++) {
    let hash = 0;
    for (const char of NAMES[id]!) hash = hashStep(hash, char.charCodeAt(0));
    let slot = hash & (SLOTS - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    table[slot] = id;
  }
  return table;
}

/** The next state of a name's hash, the same for upper and lower case. Start with 0. */
export function hashStep(hash: number, charCode: number): number {
  return ((hash << 5) - hash + (charCode | 32)) | 0;
}

/** The number of the name at `[start, end)` of `html`, whose hash is `hash`; 0 when it isn't in the lists above. */
export function tagIdAt(html: string, start: number, end: number, hash: number): number {
  let slot = hash & (SLOTS - 1);
  for (let id = TABLE[slot]!; id !== 0; id = TABLE[(slot = (slot + 1) & (SLOTS - 1))]!) {
    const name = NAMES[id]!;
    if (name.length === end - start && equalsIgnoringCase(html, start, name)) return id;
  }
  return 0;
}

/** Whether `html` has `name` (lower-case ASCII) at `start`, in upper or lower case. */
export function equalsIgnoringCase(html: string, start: number, name: string): boolean {
  if (start + name.length > html.length) return false;
  for (let i = 0; i < name.length; i++) {
    const found = html.charCodeAt(start + i);
    const wanted = name.charCodeAt(i);
    if (found !== wanted && !((found | 32) === wanted && found >= 65 && found <= 90)) return false;
  }
  return true;
}

/** The number of a name in the lists above. */
export function tagId(name: string): number {
  return NAMES.indexOf(name);
}

/** Lower-case name of a number; empty for 0. */
export function tagName(id: number): string {
  return NAMES[id]!;
}

/** The bits of a number, all 0 for names that aren't in the lists above. */
export function tagFlags(id: number): number {
  return id < FLAGS.length ? FLAGS[id]! : 0;
}

/** How many numbers there are, including 0. */
export const TAG_COUNT: number = NAMES.length;
