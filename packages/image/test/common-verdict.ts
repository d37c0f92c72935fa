import { expect } from "vitest";
import { decodeImage, type VerifyImageOptions, verifyImage } from "../src/index.js";

type Verdict = { code?: string | undefined; message: string };

/** What `verifyImage` and `decodeImage` say about a file, which must be the same; the message is "whole" if they like it. */
export async function commonVerdict(bytes: Uint8Array, options: VerifyImageOptions = {}): Promise<Verdict> {
  const verified = await verdict(verifyImage(bytes, options));
  expect(verified).toEqual(await verdict(decodeImage(bytes, options)));
  return verified;
}

function verdict(work: Promise<unknown>): Promise<Verdict> {
  return work.then(
    () => ({ message: "whole" }),
    ({ code, message }: Verdict) => ({ code, message }),
  );
}
