import { collect } from "@alt2img/testing";
import { expect, it } from "vitest";
import { type Counted, indexWarc, readCdxj, readWarc, readWat, readWet } from "../src/index.js";
import { rawRecord } from "./warc-bytes.js";

const warc = rawRecord("A");

it.each<[string, Counted<unknown>]>([
  ["readWarc", readWarc(warc)],
  ["readWat", readWat(warc)],
  ["readWet", readWet(warc)],
  ["readCdxj", readCdxj(new Blob(['a)/ 2024 {"url": "http://a/"}\n']))],
  ["indexWarc", indexWarc(warc, { filename: "x.warc" })],
])("%s can be read only once: a second loop throws instead of giving nothing", async (_, stream) => {
  await collect(stream);
  await expect(collect(stream)).rejects.toMatchObject({ code: "crawl/read-twice" });
});

it("can be read only once, even if the loop ended early", async () => {
  const records = readWarc([warc, warc]);
  for await (const _ of records) break;
  await expect(collect(records)).rejects.toMatchObject({ code: "crawl/read-twice" });
});
