import { expect, it } from "vitest";
import { readAll } from "./warc-bytes.js";

const fetched = async (name: string): Promise<Uint8Array> => {
  const response = await fetch(new URL(`./golden/warc-zst/${name}`, import.meta.url));
  return new Uint8Array(await response.arrayBuffer());
};

it.each([
  "record-per-frame.warc.zst",
  "one-frame.warc.zst",
  "unsized-frames.warc.zst",
  "dictionary.warc.zst",
  "compressed-dictionary.warc.zst",
])("%s: the records of the uncompressed file, in a browser", async (name) => {
  const { records } = await readAll(await fetched("records.warc"));
  const { records: decoded, diagnostics } = await readAll(await fetched(name));
  expect(diagnostics).toEqual([]);
  expect(records).toHaveLength(12);
  expect(decoded.map(({ id, block }) => [id, block])).toEqual(records.map(({ id, block }) => [id, block]));
});
