import type { ModelFolder, OnProgress } from "@alt2img/core";
import { type CreateSessionOptions, createSession, type ExpectedInterface } from "@alt2img/onnx";
import type { NetworkSession, SessionHolder } from "./one-at-a-time.js";
import { needed } from "./read-json.js";

export type OpenNetworkOptions = {
  readonly session: Pick<CreateSessionOptions, "device" | "threads" | "runtime">;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly extraOutputs?: CreateSessionOptions["extraOutputs"];
  readonly circularPadding?: CreateSessionOptions["circularPadding"];
  /** Keeps the networks in memory one at a time. Left out: all of them stay. */
  readonly holder?: SessionHolder | undefined;
  /** What the network is for, in a sentence, for the message that its file is missing. */
  readonly purpose?: string;
};

/** One of the networks of a pipeline. */
export type Network = {
  readonly session: NetworkSession;
  /** Its path and folder, for messages. */
  readonly file: string;
};

/** @throws Alt2imgError `diffusion/no-such-file`; what `createSession` throws, with the path in the message */
export async function openNetwork(
  folder: ModelFolder,
  path: string,
  expect: ExpectedInterface,
  { session, signal, holder, purpose, ...options }: OpenNetworkOptions,
): Promise<Network> {
  const open = (aborts?: AbortSignal) =>
    createSession(folder, path, { ...session, ...options, expect, signal: aborts });
  const opening = holder === undefined ? open(signal) : holder.hold(open, signal);
  return { session: await needed(folder, path, opening, purpose), file: `${path} in ${folder.name}` };
}

/** A size that isn't free. */
export const fixedSize = (size: number | string | undefined): number | undefined =>
  typeof size === "number" && size > 0 ? size : undefined;
