import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { verifyDigest } from "../src/warc/digest.js";
import { decodeBase, encodeBase } from "../src/warc/digest-encoding.js";
import { bytesOf, httpRecord, join, rawRecord } from "./warc-bytes.js";

const abc = bytesOf("abc");
// FIPS 180-4's example and RFC 1321's, in several encodings.
const sha1 = {
  base16: "a9993e364706816aba3e25717850c26c9cd0d89d",
  base32: "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
  base64: "qZk+NkcGgWq6PiVxeFDCbJzQ2J0",
  base64url: "qZk-NkcGgWq6PiVxeFDCbJzQ2J0",
} as const;

describe("verifyDigest", () => {
  it("accepts SHA-1 and SHA-2 in base 16, 32 and 64, in any case, with and without padding", async () => {
    for (const [encoding, expected] of Object.entries(sha1)) {
      for (const value of [`sha1:${expected}`, `SHA-1:${expected}${encoding.startsWith("base64") ? "=" : ""}`]) {
        expect(await verifyDigest("WARC-Block-Digest", value, [abc])).toMatchObject({
          encoding,
          actual: expected,
          verdict: "match",
        });
      }
    }
    expect(await verifyDigest("WARC-Block-Digest", `sha1:${sha1.base16.toUpperCase()}`, [abc])).toMatchObject({
      verdict: "match",
    });
    const sha256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await verifyDigest("WARC-Block-Digest", sha256, [abc])).toMatchObject({
      algorithm: "sha256",
      verdict: "match",
    });
    expect(await verifyDigest("WARC-Block-Digest", sha256, [bytesOf("abd")])).toMatchObject({ verdict: "mismatch" });
  });

  it("says why it can't verify a digest", async () => {
    for (const value of ["", "sha1", "sha1:", "sha1:short", "xxh3:00", `sha1:${"!".repeat(32)}`]) {
      const verdict = await verifyDigest("WARC-Payload-Digest", value, [abc]);
      expect(verdict.verdict, value).toBe("unknown");
      expect(verdict.reason).toBeTruthy();
    }
  });
});

it("encodes what it decodes", () => {
  for (let length = 2; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) & 0xff);
    for (const encoding of ["base16", "base32"] as const) {
      expect(decodeBase(encodeBase(bytes, encoding), length)).toEqual({ bytes, encoding });
    }
  }
});

it("verifies the payload with or without its chunks, and doesn't judge revisits", async () => {
  const digest = `WARC-Payload-Digest: sha1:${sha1.base32}\r\n`;
  const chunked = httpRecord("3\r\nabc\r\n0\r\n\r\n", ["Transfer-Encoding: chunked"], { extra: digest });
  const revisit = rawRecord("HTTP/1.1 200 OK\r\n\r\n", {
    type: "revisit",
    contentType: "application/http",
    extra: digest,
  });
  const verdicts: string[] = [];
  for await (const record of readWarc(
    join(httpRecord("abc", [], { extra: digest }), chunked, revisit, httpRecord("abd", [], { extra: digest })),
  )) {
    for (const { field, verdict } of await record.verifyDigests()) verdicts.push(`${field} ${verdict}`);
  }
  expect(verdicts).toEqual(
    ["match", "match", "unknown", "mismatch"].map((verdict) => `WARC-Payload-Digest ${verdict}`),
  );
});
