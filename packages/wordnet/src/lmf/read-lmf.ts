import { Alt2imgError, type OnDiagnostic, type PeekedBytes } from "@alt2img/core";
import type { Draft } from "../compiled/draft.js";
import { createDraftWriter } from "./draft-writer.js";
import { createElementParser, type XmlPiece } from "./parse-element.js";
import { createElementSplitter } from "./split-elements.js";

export type ReadLmfOptions = {
  onDiagnostic: OnDiagnostic;
  signal: AbortSignal | undefined;
};

const versions = /WN-LMF-1\.[0-4]\.dtd/;

/** Characters of the elements that are parsed together: a few hundred elements. */
const BATCH_LENGTH = 1 << 16;

/**
 * Reads WN-LMF 1.0 to 1.4, an entry or synset at a time. It leaves out what doesn't follow the schema, with a diagnostic
 * that names line and id.
 *
 * @throws Alt2imgError `wordnet/xml`, `wordnet/xml-limit`, `wordnet/xml-doctype`, `wordnet/xml-encoding`
 * @see https://globalwordnet.github.io/schemas/
 */
export async function readLmf({ head, all }: PeekedBytes, { onDiagnostic, signal }: ReadLmfOptions): Promise<Draft> {
  const parse = createElementParser();
  const writer = createDraftWriter(onDiagnostic);
  let sawDoctype = false;
  let pieces: XmlPiece[] = [];
  let length = 0;
  const addPieces = (): void => {
    const taken = pieces;
    pieces = [];
    length = 0;
    for (const [i, element] of parse(taken).entries()) writer.add(element, taken[i]!.line);
  };
  const splitter = createElementSplitter({
    onOpen(name, tag, line) {
      if (name === "LexicalResource") return;
      addPieces();
      const xml = tag.endsWith("/>") ? tag : `${tag.slice(0, -1)}/>`;
      writer.startLexicon(parse([{ xml, line }])[0]!, line);
    },
    onElement(piece) {
      pieces.push(piece);
      length += piece.xml.length;
      if (length >= BATCH_LENGTH) addPieces();
    },
    onDoctype(declaration, line) {
      sawDoctype = true;
      if (versions.test(declaration)) return;
      onDiagnostic({
        code: "wordnet/lmf-version",
        message: `Line ${line}: the document type is “${declaration.slice(0, 120)}”, not WN-LMF 1.0 to 1.4. It is read as 1.4.`,
        line,
      });
    },
  });
  checkEncoding(head);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  for await (const chunk of all) {
    signal?.throwIfAborted();
    const text = decode(decoder, chunk, splitter.line);
    if (first && text !== "") {
      checkDeclaration(text);
      first = false;
    }
    try {
      splitter.push(text);
    } finally {
      // Before an error too, so that you get all diagnostics about the elements before it.
      addPieces();
    }
  }
  splitter.push(decode(decoder, undefined, splitter.line));
  addPieces();
  splitter.end();
  if (!sawDoctype) {
    onDiagnostic({ code: "wordnet/lmf-version", message: "The XML has no document type; it is read as WN-LMF 1.4." });
  }
  return writer.finish();
}

function checkEncoding(start: Uint8Array): void {
  const [a, b] = start;
  const is16 =
    (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c) || (a === 0x3c && b === 0);
  if (is16) throw encodingError("it is UTF-16");
}

function checkDeclaration(text: string): void {
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(text.slice(0, 200))?.[1];
  // ASCII is UTF-8 with fewer characters.
  if (declared !== undefined && !/^(utf-?8|(us-)?ascii)$/i.test(declared))
    throw encodingError(`it declares ${declared}`);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw encodingError(`the bytes near line ${line} aren't UTF-8`, { cause });
  }
}

function encodingError(what: string, options?: ErrorOptions): Alt2imgError {
  return new Alt2imgError("wordnet/xml-encoding", `WN-LMF is UTF-8, but ${what}. Convert the file first.`, options);
}
