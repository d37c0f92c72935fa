import type { ModelFolder, OnProgress } from "@alt2img/core";
import { type CreateSessionOptions, createSession, type ExpectedInterface, type Session } from "@alt2img/onnx";
import { needed } from "./read-json.js";

export type OpenNetworkOptions = {
  readonly session: Pick<CreateSessionOptions, "device" | "threads" | "runtime">;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly extraOutputs?: CreateSessionOptions["extraOutputs"];
};

/** One of the networks of a pipeline. */
export type Network = {
  readonly session: Session;
  /** Its path and folder, for messages. */
  readonly file: string;
};

/** @throws Alt2imgError `diffusion/no-such-file`; what `createSession` throws, with the path in the message */
export async function openNetwork(
  folder: ModelFolder,
  path: string,
  expect: ExpectedInterface,
  { session, ...options }: OpenNetworkOptions,
): Promise<Network> {
  const opening = createSession(folder, path, { ...session, expect, ...options });
  return { session: await needed(folder, path, opening), file: `${path} in ${folder.name}` };
}

/** A size that isn't free. */
export const fixedSize = (size: number | string | undefined): number | undefined =>
  typeof size === "number" && size > 0 ? size : undefined;
