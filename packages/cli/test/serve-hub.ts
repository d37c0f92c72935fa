import { createHash } from "node:crypto";
import { type FileServer, serveFiles } from "@alt2img/testing/node";

const COMMIT = "3d74acf9a28c67741b2f4f2ea7635f0aaf6f0268";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A server with one model, which answers as Hugging Face does. */
export function serveHub(
  id: string,
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): Promise<FileServer> {
  const siblings = files.map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    ...(rfilename.endsWith(".onnx") ? { lfs: { sha256: sha256(bytes), size: bytes.length } } : {}),
  }));
  const list = new TextEncoder().encode(JSON.stringify({ id, sha: COMMIT, siblings }));
  return serveFiles([
    [`api/models/${id}/revision/main`, list],
    ...files.map(([path, bytes]) => [`${id}/resolve/${COMMIT}/${path}`, bytes] as const),
  ]);
}
