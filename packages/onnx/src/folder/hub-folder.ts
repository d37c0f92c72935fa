import { Alt2imgError, readAll } from "@alt2img/core";
import { memoryFile } from "../cache/memory-file.js";
import { onnxError } from "../onnx-error.js";
import { download } from "../remote/download.js";
import type { Fetch } from "../remote/remote-file.js";
import { type HubRevision, parseRevision } from "./hub-revision.js";
import type { ModelFiles } from "./model-files.js";
import { noSuchFile } from "./no-such-file.js";
import { pathParts } from "./path.js";
import { type RemoteOptions, remoteFolder } from "./remote-folder.js";

/** How to get a model from Hugging Face, or from a server with the same API. */
export type HubOptions = {
  /** A branch, a tag or a commit. Default `"main"`. */
  readonly revision?: string | undefined;
  /** An access token, for private and gated models. Only the endpoint gets it. */
  readonly token?: string | undefined;
  /** A mirror. Default `"https://huggingface.co"`. */
  readonly endpoint?: string | undefined;
};

/** `owner/name` */
export const HUB_ID: RegExp = /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/i;

/**
 * A model on Hugging Face. On first use, the commit that a branch points to is cached with its files: they all belong
 * to one commit, and need no network afterwards. To follow the branch, give its newest commit as the revision.
 *
 * It doesn't use `@huggingface/hub`: only two URLs are needed, but that package brings 12 MB (a command line,
 * uploads), asks the server about every file it has, starts over after a break, and caches only in Node.
 *
 * @see https://huggingface.co/docs/hub/api
 */
export function hubFolder(
  id: string,
  { revision = "main", token, endpoint = "https://huggingface.co" }: HubOptions,
  options: RemoteOptions,
): ModelFiles {
  const base = baseOf(endpoint);
  const name = `${id}@${pathParts(revision).join("/")}`;
  const fetch = withToken(options.fetch, base, token);
  const { cache } = options;
  const key = (commit: string, path: string): string => `${base}${id}@${commit}/${path}`;
  let known: HubRevision | undefined;

  async function askRevision(signal: AbortSignal | undefined): Promise<HubRevision> {
    const url = `${base}api/models/${id}/revision/${encodeURIComponent(revision)}?blobs=true`;
    const kept = await cache?.open(url).catch(() => undefined);
    if (kept !== undefined) return parseRevision(await readAll(kept, { signal }), url);
    try {
      const file = { path: `the list of files of ${name}`, url };
      const bytes = await download(file, memoryFile(), { ...options, fetch, signal, onProgress: undefined });
      const found = parseRevision(bytes, url);
      await keep(url, bytes).catch(() => {});
      return found;
    } catch (error) {
      // A mirror may lack it: then each file is requested under the revision's own name.
      if (error instanceof Alt2imgError && error.code === "onnx/no-such-file")
        return { commit: revision, files: undefined };
      throw error;
    }
  }

  async function keep(url: string, bytes: Uint8Array): Promise<void> {
    const into = await cache?.begin(url);
    await into?.restart({ total: bytes.length });
    await into?.append(bytes);
    await into?.finish();
  }

  async function locate(path: string, signal: AbortSignal | undefined) {
    const encoded = pathParts(path).map(encodeURIComponent).join("/");
    const at = (commit: string): { path: string; url: string; key: string; isHub: true } => ({
      path,
      url: `${base}${id}/resolve/${encodeURIComponent(commit)}/${encoded}`,
      key: key(commit, path),
      isHub: true,
    });
    // For a mirror without lists.
    if (known === undefined && (await cache?.open(key(revision, path)).catch(() => undefined))) return at(revision);
    known ??= await askRevision(signal);
    const { commit, files } = known;
    if (files === undefined) return at(commit);
    const file = files.find((each) => each.path === path);
    if (file === undefined)
      throw noSuchFile(
        name,
        path,
        files.map((each) => each.path),
      );
    return { ...file, ...at(commit) };
  }

  async function list(): Promise<string[]> {
    known ??= await askRevision(undefined);
    if (known.files === undefined) throw onnxError("no-list", `${base} can't say which files ${name} has.`);
    return known.files.map(({ path }) => pathParts(path).join("/")).sort();
  }

  return remoteFolder({ name, locate, list }, { ...options, fetch });
}

function baseOf(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href.replace(/\/*$/, "/");
  throw onnxError(
    "source",
    `The hub's endpoint ${JSON.stringify(endpoint)} isn't a URL, such as https://huggingface.co.`,
  );
}

function withToken(fetch: Fetch, base: string, token: string | undefined): Fetch {
  if (token === undefined) return fetch;
  // When the endpoint redirects to another origin, `fetch` drops this header.
  return (url, init) => {
    const headers = new Headers(init.headers);
    if (url.startsWith(base)) headers.set("Authorization", `Bearer ${token}`);
    return fetch(url, { ...init, headers: Object.fromEntries(headers) });
  };
}
