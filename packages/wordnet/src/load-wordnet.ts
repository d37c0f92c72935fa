import { Alt2imgError, type ByteSource, collectBytes, type OnDiagnostic, type OnProgress, peek } from "@alt2img/core";
import type { CompiledWordNet, DefinitionsPlace } from "./compiled/compile-draft.js";
import { isContainer } from "./compiled/container.js";
import type { Draft } from "./compiled/draft.js";
import { addDefinitions, openCompiled } from "./compiled/open-compiled.js";
import { inflateIfGzip } from "./inflate.js";
import { HEAD_BYTES, requireLexicon } from "./other-file.js";
import type { IliMap } from "./princeton-files/parse-princeton-files.js";
import { withProgress } from "./with-progress.js";
import type { Wordnet } from "./wordnet.js";

/**
 * Where a WordNet comes from: a compiled file, WN-LMF XML (either may be gzipped), or the files of Princeton's `dict`
 * folder by their names (`data.noun`, `index.noun`, `noun.exc`, `index.sense` …).
 */
export type WordNetSource = ByteSource | { files: Readonly<Record<string, ByteSource>> };

export type LoadOptions = {
  /** ILI numbers for Princeton's database files, which don't have any: see `parseIliMap`. */
  ili?: IliMap;
  /** Called for every fault in a source; the faulty part is left out. Codes begin with `wordnet/`. */
  onDiagnostic?: OnDiagnostic;
  /** Called with the bytes read so far, for every kind of source, and with the total if the source has a known size. */
  onProgress?: OnProgress;
  signal?: AbortSignal;
};

export type CompileOptions = LoadOptions & {
  /** Where definitions and examples go. Default `"inside"`, into the lexicon's file. */
  definitions?: DefinitionsPlace;
};

/**
 * Loads a WordNet. A compiled one opens in milliseconds; XML and database files are compiled first, which takes seconds:
 * see `compileWordNet`.
 *
 * @throws Alt2imgError `wordnet/not-a-lexicon` for anything else, such as a web page, with what it is; `wordnet/damaged`,
 *   `wordnet/compiled-version` for compiled files; `wordnet/xml…` for XML that isn't well-formed WN-LMF or goes beyond the
 *   limits; `wordnet/princeton-files` for an incomplete folder; `wordnet/gzip`
 */
export async function loadWordNet(source: WordNetSource, options: LoadOptions = {}): Promise<Wordnet> {
  const opened = await open(source, options);
  if (!("compiled" in opened)) return openCompiled((await compile(opened.draft, "inside", options)).lexicon);
  return openCompiled(opened.compiled);
}

/**
 * Adds the definitions and examples that `compileWordNet` wrote into a separate file to a WordNet.
 *
 * @throws Alt2imgError `wordnet/other-definitions` when they belong to another lexicon
 */
export async function loadDefinitions(
  wordnet: Wordnet,
  source: ByteSource,
  { signal, onProgress }: Pick<LoadOptions, "signal" | "onProgress"> = {},
): Promise<Wordnet> {
  const stored = await peek(withProgress(source, [source], onProgress), HEAD_BYTES, { signal });
  return addDefinitions(wordnet, await collectBytes(inflateIfGzip(stored), { signal }));
}

/**
 * Compiles a WordNet into one file that opens in milliseconds. The same source gives the same bytes.
 *
 * @throws Alt2imgError `wordnet/compiled-already` for a compiled file; otherwise as `loadWordNet`
 */
export async function compileWordNet(source: WordNetSource, options: CompileOptions = {}): Promise<CompiledWordNet> {
  const opened = await open(source, options);
  if ("compiled" in opened) {
    throw new Alt2imgError(
      "wordnet/compiled-already",
      "This WordNet is already compiled. Open it with `loadWordNet`, or compile the XML or database files that it was made from.",
    );
  }
  return compile(opened.draft, options.definitions ?? "inside", options);
}

async function open(source: WordNetSource, options: LoadOptions): Promise<{ compiled: Uint8Array } | { draft: Draft }> {
  const { signal, onProgress, ili, onDiagnostic = () => {} } = options;
  if (typeof source === "object" && "files" in source) {
    const { parsePrincetonFiles } = await import("./princeton-files/parse-princeton-files.js");
    return { draft: parsePrincetonFiles(await readFiles(source.files, options), { ili, onDiagnostic }) };
  }
  const stored = await peek(withProgress(source, [source], onProgress), HEAD_BYTES, { signal });
  const content = await peek(inflateIfGzip(stored), HEAD_BYTES, { signal });
  if (isContainer(content.head)) return { compiled: await collectBytes(content.all, { signal }) };
  requireLexicon(content.head);
  const { readLmf } = await import("./lmf/read-lmf.js");
  return { draft: await readLmf(content, { onDiagnostic, signal }) };
}

async function readFiles(
  sources: Readonly<Record<string, ByteSource>>,
  { signal, onProgress }: LoadOptions,
): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  let done = 0;
  for (const [name, source] of Object.entries(sources)) {
    const before = done;
    const counted = withProgress(source, Object.values(sources), (progress) => {
      done = before + progress.done;
      onProgress?.({ ...progress, done });
    });
    files[name] = await collectBytes(counted, { signal });
  }
  return files;
}

async function compile(
  draft: Draft,
  definitions: DefinitionsPlace,
  { onDiagnostic = () => {} }: LoadOptions,
): Promise<CompiledWordNet> {
  const { compileDraft } = await import("./compiled/compile-draft.js");
  return compileDraft(draft, { definitions, onDiagnostic });
}
