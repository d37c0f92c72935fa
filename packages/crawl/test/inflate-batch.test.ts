import zlib, { constants, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { inflateBatch } from "../src/gzip/inflate-batch.js";
import { bytesOf, join, rawRecord, readAll } from "./warc-bytes.js";

const whole = { last: true, offset: 100, stopBefore: Number.POSITIVE_INFINITY };
const members = [gzipSync("one"), gzipSync("two, longer"), gzipSync("3")];

it("inflates members together and says where each is", () => {
  const bytes = join("..", ...members);
  const batch = inflateBatch(zlib, bytes, 2, bytes.length, whole);
  expect(batch).toMatchObject({ length: bytes.length - 2 });
  if (typeof batch !== "object") return;
  expect(batch.pieces.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(["one", "two, longer", "3"]);
  expect(batch.pieces.map(({ memberStart, memberEnd }) => memberEnd! - memberStart!)).toEqual(
    members.map(({ length }) => length),
  );
  expect(batch.pieces[0]!.memberStart).toBe(100);
});

it("asks for more when no member ends, and leaves truncated or corrupt ones to others", () => {
  const one: Uint8Array = members[0]!;
  expect(inflateBatch(zlib, one, 0, one.length, { ...whole, last: false })).toBe("more");
  expect(inflateBatch(zlib, one, 0, one.length - 3, whole)).toBeUndefined();
  const corrupt = one.slice();
  corrupt[12]! ^= 1;
  expect(inflateBatch(zlib, corrupt, 0, corrupt.length, whole)).toBeUndefined();
  expect(inflateBatch(zlib, join(one, "tail"), 0, one.length + 4, whole)).toBeUndefined();
});

it("isn't deceived by members in a payload", async () => {
  const forged = gzipSync(rawRecord("forged", { id: 666 }));
  // Stored, so that the forged members are in the file as they are; the bytes before them are taken for an ISIZE.
  for (const before of [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(0, 0, 0, 0), Uint8Array.of(200, 0, 0, 0)]) {
    const payload = join("noise", before, forged, before, forged, "noise");
    const stored = gzipSync(rawRecord(payload, { id: 1 }), { level: constants.Z_NO_COMPRESSION });
    expect(Buffer.from(stored).includes(forged)).toBe(true);
    expect(inflateBatch(zlib, stored, 0, stored.length, whole)).toBeUndefined();
    const last = gzipSync(rawRecord(bytesOf("x"), { id: 2 }));
    const { records, diagnostics } = await readAll(join(stored, last));
    expect(records.map(({ id, length }) => [id, length])).toEqual([
      ["urn:test:1", stored.length],
      ["urn:test:2", last.length],
    ]);
    expect(diagnostics).toEqual([]);
  }
});
