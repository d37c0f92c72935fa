import { onnxError } from "../onnx-error.js";

/** What the hub says about a revision. */
export type HubRevision = {
  readonly commit: string;
  /** Left out if the server has no lists. */
  readonly files: readonly HubFile[] | undefined;
};

type HubFile = {
  readonly path: string;
  readonly byteLength: number | undefined;
  /** Only for files in Git LFS: their SHA-256 is their name there. */
  readonly sha256: string | undefined;
};

type Sibling = { rfilename: string; size?: unknown; lfs?: { sha256?: unknown; size?: unknown } | null };

/**
 * Parses the response of `/api/models/{id}/revision/{revision}?blobs=true`.
 * @throws Alt2imgError `onnx/damaged` when it isn't one
 */
export function parseRevision(bytes: Uint8Array, url: string): HubRevision {
  try {
    const { sha, siblings } = JSON.parse(new TextDecoder().decode(bytes)) as { sha: unknown; siblings: unknown };
    if (typeof sha !== "string" || !/^[0-9a-f]{4,64}$/.test(sha)) throw new Error("there is no commit in it");
    if (!Array.isArray(siblings)) throw new Error("there are no files in it");
    return { commit: sha, files: (siblings as Sibling[]).map(parseSibling) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw onnxError("damaged", `${url} isn't an answer of the hub: ${reason}.`, cause);
  }
}

function parseSibling({ rfilename, size, lfs }: Sibling): HubFile {
  if (typeof rfilename !== "string") throw new Error("a file has no name");
  const bytes = lfs?.size ?? size;
  const sha256 = lfs?.sha256;
  return {
    path: rfilename,
    byteLength: typeof bytes === "number" && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined,
    sha256: typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined,
  };
}
