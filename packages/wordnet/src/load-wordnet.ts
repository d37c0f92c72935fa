import { Alt2imgError, type ByteSource, collectBytes, type OnDiagnostic, type OnProgress, peek } from "@alt2img/core";
import type { CompiledWordNet, DefinitionsPlace } from "./compiled/compile-draft.js";
import { isContainer } from "./compiled/container.js";
import type { Draft } from "./compiled/draft.js";
import { addDefinitions, openCompiled } from "./compiled/open-compiled.js";
import { inflateIfGzip } from "./inflate.js";
import type { IliMap } from "./princeton-files/parse-princeton-files.js";
import type { Wordnet } from "./wordnet.js";

/** Enough to tell gzip and a compiled lexicon. */
const HEAD_BYTES = 16;

/**
 * Where a WordNet comes from: a compiled file, WN-LMF XML (either may be gzipped), or the files of Princeton's `dict`
 * folder by their names (`data.noun`, `index.noun`, `noun.exc`, `index.sense` …).
 */
export type WordNetSource = ByteSource | { files: Readonly<Record<string, ByteSource>> };

export type LoadOptions = {
  /** ILI numbers for Princeton's database files, which have none: see `parseIliMap`. */
  ili?: IliMap;
  /** Of what is wrong in a source and was left out. Codes begin with `wordnet/`. */
  onDiagnostic?: OnDiagnostic;
  /** Bytes read. */
  onProgress?: OnProgress;
  signal?: AbortSignal;
};

export type CompileOptions = LoadOptions & {
  /** Where definitions and examples go; `inside` the lexicon's file unless told otherwise. */
  definitions?: DefinitionsPlace;
};

/**
 * Loads a WordNet. A compiled one is opened as it is, in milliseconds; XML and database files are compiled first,
 * which takes seconds: see `compileWordNet`.
 *
 * @throws Alt2imgError `wordnet/damaged`, `wordnet/compiled-version` for compiled files; `wordnet/xml…` for XML that is
 *   not well-formed or not WN-LMF, or that goes beyond the limits; `wordnet/princeton-files` for an incomplete folder
 */
export async function loadWordNet(source: WordNetSource, options: LoadOptions = {}): Promise<Wordnet> {
  const opened = await open(source, options);
  if (!("compiled" in opened)) return openCompiled((await compile(opened.draft, "inside", options)).lexicon);
  return openCompiled(opened.compiled);
}

/**
 * The definitions and examples that `compileWordNet` wrote apart from a lexicon, together with it.
 *
 * @throws Alt2imgError `wordnet/other-definitions` when they belong to another lexicon
 */
export async function loadDefinitions(
  wordnet: Wordnet,
  source: ByteSource,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Wordnet> {
  return addDefinitions(
    wordnet,
    await collectBytes(inflateIfGzip(await peek(source, HEAD_BYTES, { signal })), { signal }),
  );
}

/**
 * Compiles a WordNet into one file that opens in milliseconds. The same source gives the same bytes.
 *
 * @throws Alt2imgError `wordnet/compiled-already` for a compiled file; as `loadWordNet` for the others
 */
export async function compileWordNet(source: WordNetSource, options: CompileOptions = {}): Promise<CompiledWordNet> {
  const opened = await open(source, options);
  if ("compiled" in opened) {
    throw new Alt2imgError(
      "wordnet/compiled-already",
      "This is a compiled WordNet already. Open it with `loadWordNet`, or compile the XML or database files it came from.",
    );
  }
  return compile(opened.draft, options.definitions ?? "inside", options);
}

async function open(source: WordNetSource, options: LoadOptions): Promise<{ compiled: Uint8Array } | { draft: Draft }> {
  const { signal, onProgress, ili, onDiagnostic = () => {} } = options;
  if (typeof source === "object" && "files" in source) {
    const { parsePrincetonFiles } = await import("./princeton-files/parse-princeton-files.js");
    const files: Record<string, Uint8Array> = {};
    for (const [name, file] of Object.entries(source.files)) files[name] = await collectBytes(file, { signal });
    return { draft: parsePrincetonFiles(files, { ili, onDiagnostic }) };
  }
  const stored = await peek(source, HEAD_BYTES, { signal });
  const content = await peek(inflateIfGzip(stored), HEAD_BYTES, { signal });
  if (isContainer(content.head)) return { compiled: await collectBytes(content.all, { signal }) };
  const { readLmf } = await import("./lmf/read-lmf.js");
  return { draft: await readLmf(content, { onDiagnostic, onProgress, signal }) };
}

async function compile(
  draft: Draft,
  definitions: DefinitionsPlace,
  { onDiagnostic = () => {} }: LoadOptions,
): Promise<CompiledWordNet> {
  const { compileDraft } = await import("./compiled/compile-draft.js");
  return compileDraft(draft, { definitions, onDiagnostic });
}
