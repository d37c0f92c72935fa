// The worker of `mapEmbeddings`: a file of its own in `dist`, for pages and for Node.
import { Alt2imgError } from "@alt2img/core";
import { layOut } from "../lay-out.js";
import type { FromMapWorker, ToMapWorker } from "./protocol.js";

type Scope = {
  postMessage(message: FromMapWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToMapWorker>) => void) | null;
};

const thread = globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort;
const page = globalThis as unknown as Scope;

const post = (message: FromMapWorker, transfer: ArrayBuffer[] = []): void => {
  if (thread) thread.postMessage(message, transfer);
  else page.postMessage(message, transfer);
};

async function serve({ matrix, options }: ToMapWorker): Promise<void> {
  try {
    const positions = await layOut(matrix, { ...options, onProgress: (progress) => post({ progress }) });
    post({ positions }, [positions.buffer]);
  } catch (error) {
    const code = error instanceof Alt2imgError ? error.code : undefined;
    post({ error: { code, message: error instanceof Error ? error.message : String(error) } });
  }
}

if (thread) thread.on("message", serve);
else page.onmessage = ({ data }) => void serve(data);
