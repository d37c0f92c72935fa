import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { collectBytes, readBytes } from "../src/index.js";

describe("a Node stream", () => {
  it("is a byte source", async () => {
    expect(await collectBytes(Readable.from([Buffer.from("al"), Buffer.from("t")]))).toEqual(
      new Uint8Array([0x61, 0x6c, 0x74]),
    );
  });

  it("is destroyed when the loop ends early", async () => {
    const stream = Readable.from([Buffer.from("a"), Buffer.from("b")]);
    for await (const _ of readBytes(stream)) break;
    expect(stream.destroyed).toBe(true);
  });
});
