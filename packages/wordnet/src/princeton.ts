import { Alt2imgError, type ReadUrlOptions, readUrl } from "@alt2img/core";
import { loadDefinitions, loadWordNet } from "./load-wordnet.js";
import type { Wordnet } from "./wordnet.js";

export type PrincetonOptions = {
  /** `"3.0"` (default), whose offsets are ImageNet's ids, or `"3.1"`, which is `@alt2img/wordnet-princeton31`. */
  edition?: "3.0" | "3.1";
  /**
   * Whether to load definitions and examples, more than half of the data; `loadDefinitions` can add them later. Default
   * `true`.
   */
  definitions?: boolean;
  /** Where the compiled files are if they aren't in their packages: the absolute URL of a folder, ending in `/`. */
  baseUrl?: string | URL;
  /** For tests, caches and authorisation. Default: the platform's. */
  fetch?: typeof fetch;
  signal?: AbortSignal;
};

type Edition = NonNullable<PrincetonOptions["edition"]>;
type Files = { readonly lexicon: URL; readonly definitions: URL };

// Literals, so that bundlers find the files and copy them.
const files: Readonly<Record<Edition, () => Files | Promise<Files>>> = {
  "3.0": () => ({
    lexicon: new URL("../data/princeton30.bin", import.meta.url),
    definitions: new URL("../data/princeton30-definitions.bin", import.meta.url),
  }),
  "3.1": async () => {
    // Where it isn't installed, bundlers only forgive an import inside a `try`.
    try {
      return (await import("@alt2img/wordnet-princeton31")).files;
    } catch (cause) {
      throw new Alt2imgError(
        "wordnet/not-installed",
        "Princeton's WordNet 3.1 isn't installed. Install it: npm install @alt2img/wordnet-princeton31",
        { cause },
      );
    }
  },
};

/** The editions that `wordnet` opens. */
export const princetonEditions: readonly NonNullable<PrincetonOptions["edition"]>[] = ["3.0", "3.1"];

/**
 * Princeton's WordNet, compiled: 3.0 from this package, or 3.1 from `@alt2img/wordnet-princeton31`. It is read from disk in
 * Node and fetched in browsers. Each call loads it again, so keep the result.
 *
 * @throws Alt2imgError `wordnet/asset` when a file can't be read or fetched, `wordnet/not-installed`, `wordnet/edition` for
 *   another edition
 * @see https://wordnet.princeton.edu
 */
export async function wordnet({
  edition = "3.0",
  definitions = true,
  baseUrl,
  fetch,
  signal,
}: PrincetonOptions = {}): Promise<Wordnet> {
  if (!princetonEditions.includes(edition)) {
    throw new Alt2imgError(
      "wordnet/edition",
      `“${edition}” isn't an available edition of Princeton's WordNet; choose ${princetonEditions.join(" or ")}. Load others with \`loadWordNet\`.`,
    );
  }
  const urls = baseUrl === undefined ? await files[edition]() : filesIn(baseUrl, edition);
  const [lexicon, texts] = await Promise.all([
    readAsset(urls.lexicon, { fetch, signal }),
    definitions ? readAsset(urls.definitions, { fetch, signal }) : undefined,
  ]);
  const loaded = await loadWordNet(lexicon);
  return texts === undefined ? loaded : loadDefinitions(loaded, texts);
}

async function readAsset(url: URL, options: ReadUrlOptions): Promise<Uint8Array> {
  try {
    return await readUrl(url, options);
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new Alt2imgError(
      "wordnet/asset",
      `${cause instanceof Error ? cause.message : cause} Make sure that your bundler copies the file, or set \`baseUrl\` to where it is.`,
      { cause },
    );
  }
}

function filesIn(baseUrl: string | URL, edition: Edition): Files {
  const name = `princeton${edition.replace(".", "")}`;
  return { lexicon: new URL(`${name}.bin`, baseUrl), definitions: new URL(`${name}-definitions.bin`, baseUrl) };
}
