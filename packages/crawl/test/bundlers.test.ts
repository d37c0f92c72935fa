// The built package on a page of each bundler, with nothing configured: its decoders find their WebAssembly.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { collectBytes } from "@alt2img/core";
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWarc } from "../src/index.js";

const text = "A page that its server compressed. ".repeat(1000);

const main = `
import { readWarc } from "@alt2img/crawl";

async function read(name) {
  const records = [];
  const diagnostics = [];
  const onDiagnostic = ({ code, message }) => diagnostics.push(code + ": " + message);
  for await (const record of readWarc((await fetch("/" + name)).body, { onDiagnostic })) {
    records.push(record.http === undefined ? (await record.block()).length : new TextDecoder().decode(await record.payload()));
  }
  return { records, diagnostics };
}

export const result = Promise.all([read("brotli.warc"), read("dictionary.warc.zst"), read("record-per-frame.warc.zst")]);
`;

const golden = (name: string): Uint8Array => readFileSync(new URL(`./golden/warc-zst/${name}`, import.meta.url));

async function brotliWarc(): Promise<Uint8Array> {
  const body = brotliCompressSync(text);
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
  const block = Buffer.concat([Buffer.from(head), body]);
  const contentType = "application/http; msgtype=response";
  return collectBytes(
    writeWarc([{ type: "response", targetUri: "https://example.org/", contentType, block }], { compression: "none" }),
  );
}

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each(bundlers)("of %s decodes a Brotli body, and zstd with and without a dictionary", async (bundler) => {
    const files = {
      "brotli.warc": await brotliWarc(),
      "dictionary.warc.zst": golden("dictionary.warc.zst"),
      "record-per-frame.warc.zst": golden("record-per-frame.warc.zst"),
    };
    const { url, close } = await serveBundled(bundler, {
      ...{ from: import.meta.url, packages: ["@alt2img/crawl"], main, files },
    });
    try {
      const { result, complaints } = await openPage(browser, url);
      const [brotli, dictionary, plain] = result as { records: unknown[]; diagnostics: string[] }[];
      expect(brotli).toEqual({ records: [text], diagnostics: [] });
      for (const { records, diagnostics } of [dictionary!, plain!]) {
        expect(diagnostics).toEqual([]);
        expect(records).toHaveLength(12);
      }
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });
});
