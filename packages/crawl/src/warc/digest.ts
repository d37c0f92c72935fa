import { type DigestEncoding, decodeBase, encodeBase } from "./digest-encoding.js";

/** What a digest field says, and whether it is right. */
export type DigestVerdict = {
  field: "WARC-Block-Digest" | "WARC-Payload-Digest";
  /** As written in the field, such as `sha1`. */
  algorithm: string;
  /** The encoding of the digest; left out where its length fits none. */
  encoding?: DigestEncoding;
  /** The digest as written in the field. */
  expected: string;
  /** The digest of the bytes, in the same encoding; left out where it couldn't be computed. */
  actual?: string;
  /** `"unknown"` where the digest couldn't be checked; `reason` says why. */
  verdict: "match" | "mismatch" | "unknown";
  reason?: string;
};

/** The algorithms by their names in WARC files, with those of `crypto.subtle`. Only Node supports MD5. */
const ALGORITHMS: Record<string, { name: string; bytes: number }> = {
  md5: { name: "MD5", bytes: 16 },
  sha1: { name: "SHA-1", bytes: 20 },
  sha256: { name: "SHA-256", bytes: 32 },
  sha384: { name: "SHA-384", bytes: 48 },
  sha512: { name: "SHA-512", bytes: 64 },
};

/**
 * Checks a digest field (`sha1:2WAXX5NUWNNCS2BDKCO5OVDQBJVNKIVV`). It matches if it is the digest of one of the candidates.
 * @see WARC 1.1, §5.8, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#warc-block-digest
 */
export async function verifyDigest(
  field: DigestVerdict["field"],
  value: string,
  candidates: readonly Uint8Array[],
): Promise<DigestVerdict> {
  const colon = value.indexOf(":");
  const algorithm = value.slice(0, Math.max(0, colon)).trim();
  const expected = value.slice(colon + 1).trim();
  const unknown = (reason: string): DigestVerdict => ({ field, algorithm, expected, verdict: "unknown", reason });
  const known = ALGORITHMS[algorithm.toLowerCase().replace("-", "")];
  if (known === undefined) {
    return unknown(`The algorithm “${algorithm.slice(0, 20)}” isn't one of ${Object.keys(ALGORITHMS).join(", ")}.`);
  }
  const decoded = decodeBase(expected, known.bytes);
  if (decoded === undefined)
    return unknown(`“${expected.slice(0, 140)}” isn't ${known.bytes} bytes in base 16, 32 or 64.`);
  const { encoding } = decoded;
  let actual: string | undefined;
  for (const bytes of candidates) {
    const digest = await digestOf(known.name, bytes);
    if (digest === undefined) return unknown(`${known.name} can't be computed here.`);
    if (digest.every((byte, i) => byte === decoded.bytes[i])) {
      return { field, algorithm, encoding, expected, actual: encodeBase(digest, encoding), verdict: "match" };
    }
    actual ??= encodeBase(digest, encoding);
  }
  return { field, algorithm, encoding, expected, ...(actual === undefined ? {} : { actual }), verdict: "mismatch" };
}

/**
 * Computes a digest with Node's crypto or with Web Crypto.
 * @param name of the algorithm in Web Crypto
 * @returns `undefined` where the platform doesn't support the algorithm, or in an insecure context
 */
export async function digestOf(name: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const node = globalThis.process?.getBuiltinModule?.("node:crypto");
  if (node !== undefined) return node.createHash(name.replace("-", "").toLowerCase()).update(bytes).digest();
  try {
    return new Uint8Array(await crypto.subtle.digest(name, bytes.slice()));
  } catch {
    return undefined;
  }
}
