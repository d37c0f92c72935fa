import { Alt2imgError } from "@alt2img/core";
import { MAX_DEPTH, MAX_ELEMENT_LENGTH, MAX_TAG_LENGTH } from "./limits.js";
import type { XmlPiece } from "./parse-element.js";
import { xmlError } from "./xml-error.js";

/** Receives what a splitter finds, in the order of the file. */
export type ElementHandler = {
  /** A start tag of what surrounds the pieces: `LexicalResource`, `Lexicon`, `LexiconExtension`; also if it is empty. */
  onOpen(name: string, tag: string, line: number): void;
  /** A child of a lexicon, complete and well-formed. */
  onElement(piece: XmlPiece): void;
  /** The document type: the text between `<!DOCTYPE` and `>`. */
  onDoctype(declaration: string, line: number): void;
};

/** Splits XML that arrives in pieces of text into the children of its lexicons. */
export type ElementSplitter = {
  push(text: string): void;
  /** @throws Alt2imgError `wordnet/xml` if something is still open */
  end(): void;
  /** The current line. */
  readonly line: number;
};

const containers: ReadonlySet<string> = new Set(["LexicalResource", "Lexicon", "LexiconExtension"]);
/** `LexicalResource` and `Lexicon`; everything deeper belongs to a piece. */
const CONTAINER_DEPTH = 2;

const NAME = "[A-Za-z_:][\\w:.\\-]*";
const startTag = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, "y");
const endTag = new RegExp(`</(${NAME})\\s*>`, "y");
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/**
 * A splitter that knows comments, CDATA, processing instructions and quotes. It checks that tags match, that attributes
 * are quoted and don't repeat, and that references are predefined. It keeps only the open piece.
 *
 * @throws Alt2imgError from `push`: `wordnet/xml` for XML that isn't well-formed, `wordnet/xml-limit` beyond a limit,
 *   `wordnet/xml-doctype` for a document type that declares entities
 * @see https://www.w3.org/TR/xml/
 */
export function createElementSplitter(handler: ElementHandler): ElementSplitter {
  let buffer = "";
  let at = 0;
  let line = 1;
  /** The first line break that hasn't been counted; −1 before the search, `Infinity` if the buffer has none. */
  let nextBreak = -1;
  /** Where in the buffer the open piece begins, or −1. */
  let pieceStart = -1;
  let pieceLine = 1;
  const open: string[] = [];
  let rootSeen = false;

  // It is kept, because searching from each construct would scan a chunk without line breaks again and again.
  const findBreak = (from: number): void => {
    const found = buffer.indexOf("\n", from);
    nextBreak = found === -1 ? Number.POSITIVE_INFINITY : found;
  };

  const countLines = (from: number, to: number): void => {
    if (nextBreak < from) findBreak(from);
    for (; nextBreak < to; findBreak(nextBreak + 1)) line++;
  };

  const fail = (what: string): never => {
    throw xmlError(line, pieceStart === -1 ? what : `${what} (in ${describePiece(buffer.slice(pieceStart))})`);
  };

  const exceed = (what: string, limit: number): never => {
    throw new Alt2imgError("wordnet/xml-limit", `Line ${line} of the XML: ${what} is longer than ${limit} characters.`);
  };

  const text = (end: number): void => {
    const content = buffer.slice(at, end);
    if (pieceStart === -1 && content.trim() !== "") {
      fail(`“${clip(content)}” is between elements, where only white space may be`);
    }
    if (content.includes("&") && reference.test(content))
      fail(`“${clip(content)}” has a reference that XML doesn't define`);
    if (content.includes("]]>")) fail("the text contains “]]>”");
    countLines(at, end);
    at = end;
  };

  /** Skips a construct that ends with `mark`; returns whether it was complete. */
  const skip = (begin: number, mark: string): boolean => {
    const end = buffer.indexOf(mark, at + begin);
    if (end === -1) return false;
    countLines(at, end);
    at = end + mark.length;
    return true;
  };

  const doctype = (): boolean => {
    const end = tagEnd(buffer, at);
    const bracket = buffer.indexOf("[", at);
    if (bracket !== -1 && (end === -1 || bracket < end)) {
      throw new Alt2imgError(
        "wordnet/xml-doctype",
        `Line ${line} of the XML: the document type has declarations, such as entities. WN-LMF doesn't use them; remove them.`,
      );
    }
    if (end === -1) return false;
    handler.onDoctype(buffer.slice(at + "<!DOCTYPE".length, end).trim(), line);
    countLines(at, end);
    at = end + 1;
    return true;
  };

  const closed = (): void => {
    if (pieceStart !== -1 && open.length === CONTAINER_DEPTH) {
      const xml = buffer.slice(pieceStart, at);
      if (xml.length > MAX_ELEMENT_LENGTH) exceed("the element", MAX_ELEMENT_LENGTH);
      handler.onElement({ xml, line: pieceLine });
      pieceStart = -1;
    }
  };

  const start = (end: number): void => {
    startTag.lastIndex = at;
    const match = startTag.exec(buffer);
    if (match === null || startTag.lastIndex !== end + 1) fail(`“${clip(buffer.slice(at, end + 1))}” isn't a tag`);
    const [tag, name = "", attributes = "", slash] = match!;
    checkAttributes(attributes, fail);
    if (pieceStart === -1) {
      const expected = open.length < CONTAINER_DEPTH;
      if (open.length === 0 && (rootSeen || name !== "LexicalResource")) {
        fail(`the root is <${name}>; expected one <LexicalResource>`);
      }
      if (expected !== containers.has(name) || (open.length === 1 && name === "LexicalResource")) {
        fail(`<${name}> can't be inside ${open.at(-1) === undefined ? "nothing" : `<${open.at(-1)}>`}`);
      }
      rootSeen = true;
      if (expected) handler.onOpen(name, tag, line);
      else {
        pieceStart = at;
        pieceLine = line;
      }
    }
    countLines(at, end);
    at = end + 1;
    if (slash === "") {
      open.push(name);
      if (open.length > CONTAINER_DEPTH + MAX_DEPTH) {
        throw new Alt2imgError(
          "wordnet/xml-limit",
          `Line ${line} of the XML: elements are nested more than ${MAX_DEPTH} deep.`,
        );
      }
    } else closed();
  };

  const close = (end: number): void => {
    endTag.lastIndex = at;
    const match = endTag.exec(buffer);
    if (match === null || endTag.lastIndex !== end + 1) fail(`“${clip(buffer.slice(at, end + 1))}” isn't an end tag`);
    const expected = open.pop();
    if (match![1] !== expected)
      fail(
        `there is </${match![1]}>, but ${expected === undefined ? "nothing is open" : `</${expected}> is expected`}`,
      );
    countLines(at, end);
    at = end + 1;
    closed();
  };

  /** Processes one construct; returns whether it was complete. */
  const step = (): boolean => {
    const next = buffer.indexOf("<", at);
    if (next === -1) return false;
    if (next > at) text(next);
    if (buffer.startsWith("<!--", at)) return skip(4, "-->");
    if (buffer.startsWith("<![CDATA[", at)) {
      if (pieceStart === -1) fail("CDATA can't be between elements");
      return skip(9, "]]>");
    }
    if (buffer.startsWith("<?", at)) return skip(2, "?>");
    if (buffer.startsWith("<!DOCTYPE", at)) {
      if (rootSeen) fail("the document type comes after the root");
      return doctype();
    }
    // The rest of `<!--` or `<![CDATA[` may be in the next chunk.
    if (buffer.startsWith("<!", at))
      return buffer.length - at < 9 ? false : fail("there is a declaration in the content");
    const end = tagEnd(buffer, at);
    if (end === -1) {
      if (buffer.length - at > MAX_TAG_LENGTH) exceed("the tag", MAX_TAG_LENGTH);
      return false;
    }
    if (end - at > MAX_TAG_LENGTH) exceed("the tag", MAX_TAG_LENGTH);
    if (buffer.startsWith("</", at)) close(end);
    else start(end);
    return true;
  };

  return {
    push(more) {
      const from = pieceStart === -1 ? at : pieceStart;
      // Joined once for each chunk, without what has been processed.
      buffer = buffer.slice(from) + more;
      at -= from;
      nextBreak = -1;
      if (pieceStart !== -1) pieceStart = 0;
      while (step());
      if (buffer.length - (pieceStart === -1 ? at : pieceStart) > MAX_ELEMENT_LENGTH + more.length) {
        exceed("the element", MAX_ELEMENT_LENGTH);
      }
    },
    end() {
      const isNoXml = !rootSeen && buffer.indexOf("<", at) === -1;
      if (isNoXml) fail("there is no <LexicalResource>");
      if (buffer.indexOf("<", at) !== -1) fail(`“${clip(buffer.slice(at))}” is cut off`);
      if (buffer.slice(at).trim() !== "") fail(`“${clip(buffer.slice(at))}” comes after the last element`);
      if (open.length > 0) fail(`the file ends within <${open.at(-1)}>`);
      if (!rootSeen) fail("there is no <LexicalResource>");
    },
    get line() {
      return line;
    },
  };
}

/** Where a tag that begins at `start` ends: its `>` outside of quotes, or −1. */
function tagEnd(text: string, start: number): number {
  let i = start + 1;
  while (true) {
    const end = text.indexOf(">", i);
    if (end === -1) return -1;
    const quote = firstQuote(text, i, end);
    if (quote === -1) return end;
    const closing = text.indexOf(text[quote]!, quote + 1);
    if (closing === -1) return -1;
    i = closing + 1;
  }
}

function firstQuote(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22 || code === 0x27) return i;
  }
  return -1;
}

function checkAttributes(attributes: string, fail: (what: string) => never): void {
  if (attributes === "") return;
  if (attributes.includes("&") && reference.test(attributes))
    fail(`“${clip(attributes)}” has a reference that XML doesn't define`);
  // The form has been checked: names, each with a value in quotes.
  const names: string[] = [];
  for (let at = 0; ; ) {
    const equals = attributes.indexOf("=", at);
    if (equals === -1) return;
    const name = attributes.slice(at, equals).trim();
    if (names.includes(name)) fail(`it has the attribute ${name} twice`);
    names.push(name);
    const quote = firstQuote(attributes, equals, attributes.length);
    at = attributes.indexOf(attributes[quote]!, quote + 1) + 1;
  }
}

function describePiece(xml: string): string {
  const tag = /^<[^>]*/.exec(xml)?.[0] ?? "";
  const id = /\sid\s*=\s*["']([^"']*)/.exec(tag)?.[1];
  return `${/^<([^\s/>]*)/.exec(tag)?.[1]}${id === undefined ? "" : ` “${clip(id)}”`}`;
}

function clip(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed;
}
