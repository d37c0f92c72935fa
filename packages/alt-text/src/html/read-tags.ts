import { textSource } from "./html-source.js";
import { OpenElements } from "./open-elements.js";
import { RAW_TEXT, RCDATA, tagFlags } from "./tag-name.js";
import { CDATA, COMMENT, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "./tokenizer.js";

/** A tag as the tokenizer of the HTML standard emits it. */
export type Tag =
  | { kind: "start"; name: string; attributes: Map<string, string>; selfClosing: boolean; offset: number }
  | { kind: "end"; name: string; offset: number };

/** Where the tokenizer starts, named as in the specification. */
export type InitialState =
  | "Data state"
  | "PLAINTEXT state"
  | "RCDATA state"
  | "RAWTEXT state"
  | "Script data state"
  | "CDATA section state";

/**
 * All tags of `html`, by only the tokenizer, as in html5lib's tokenizer tests: it knows about raw text only from its
 * initial state.
 * @param lastStartTag the name of the last start tag, which an end tag in raw text must match
 */
export function* tokenizeTags(
  html: string,
  { initialState = "Data state", lastStartTag = "" }: { initialState?: InitialState; lastStartTag?: string } = {},
): Generator<Tag, void, undefined> {
  const tokenizer = new Tokenizer(textSource(html));
  if (initialState === "PLAINTEXT state") tokenizer.enterRawText("plaintext");
  else if (initialState === "Script data state") tokenizer.enterRawText(lastStartTag || "script", true);
  else if (initialState === "CDATA section state") tokenizer.enterCdata();
  // Without a previous start tag, no end tag is an appropriate one.
  else if (initialState !== "Data state") tokenizer.enterRawText(lastStartTag || "plaintext", false);
  while (true) {
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) return;
    const tag = tagOf(tokenizer, kind);
    if (tag !== undefined) yield tag;
  }
}

/** All tags of a page, with raw text and foreign content as in tree construction; scripting is off. */
export function* readTags(html: string): Generator<Tag & { namespace?: string; inTemplate: boolean }, void, undefined> {
  const tokenizer = new Tokenizer(textSource(html));
  const open = new OpenElements();
  while (true) {
    tokenizer.cdataAllowed = open.inForeign;
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) return;
    const tag = tagOf(tokenizer, kind);
    if (tag === undefined) continue;
    if (tag.kind === "end") {
      open.end(tokenizer);
      yield { ...tag, inTemplate: open.inTemplate };
    } else {
      const { inTemplate } = open;
      const namespace = open.start(tokenizer, 0);
      const raw = namespace === "html" && (tagFlags(tokenizer.tag) & (RAW_TEXT | RCDATA)) !== 0;
      if (raw) tokenizer.enterRawText(tag.name);
      yield { ...tag, namespace, inTemplate };
    }
  }
}

function tagOf(tokenizer: Tokenizer, kind: number): Tag | undefined {
  if (kind === COMMENT || kind === CDATA) return undefined;
  const { start: offset } = tokenizer;
  if (kind === END_TAG) return { kind: "end", name: tokenizer.name(), offset };
  if (kind !== START_TAG || !tokenizer.readAttributes()) return undefined;
  const { selfClosing } = tokenizer;
  return { kind: "start", name: tokenizer.name(), attributes: attributesOf(tokenizer), selfClosing, offset };
}

/** All attributes in order, the first of each name. */
function attributesOf(tokenizer: Tokenizer): Map<string, string> {
  const all = new Map<string, string>();
  for (let i = 0; i < tokenizer.attributeCount; i++) {
    const name = tokenizer.attributeName(i);
    if (!all.has(name)) all.set(name, tokenizer.attributeValue(i));
  }
  return all;
}
