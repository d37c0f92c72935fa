// The JSON of WAT records for tests, in Common Crawl's form and in forms that only a full parse takes.

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export type WatJsonParts = { head?: Json; links?: Json; headers?: Json; container?: Json; warcHeader?: Json };

/** The JSON of a response record, with keys in the order in which ia-web-commons writes them today. */
export function responseJson({ head, links, headers, container, warcHeader }: WatJsonParts = {}): Json {
  return {
    Container: container ?? {
      Filename: "CC-MAIN-20240517233122-20240518023122-00000.warc.gz",
      Compressed: true,
      Offset: "80610731",
      "Gzip-Metadata": {
        "Deflate-Length": "18010",
        "Header-Length": "10",
        "Footer-Length": "8",
        "Inflated-CRC": "-712306959",
        "Inflated-Length": "76093",
      },
    },
    Envelope: {
      "Payload-Metadata": {
        "Actual-Content-Type": "application/http; msgtype=response",
        "HTTP-Response-Metadata": {
          "Response-Message": { Status: "200", Version: "HTTP/1.1", Reason: "OK" },
          "Headers-Length": "428",
          Headers: headers ?? { Date: "Sat, 18 May 2024 01:58:10 GMT", "Content-Type": "text/html; charset=UTF-8" },
          "HTML-Metadata": {
            ...(head === undefined ? {} : { Head: head }),
            ...(links === undefined ? {} : { Links: links }),
          },
          "Entity-Length": "88446",
          "Entity-Digest": "sha1:ZSYVK5BQIUV7X3BVEKRUQHWWDSQVSJTB",
          "Entity-Trailing-Slop-Length": "0",
        },
        "Actual-Content-Length": "88874",
        "Trailing-Slop-Length": "4",
        "Block-Digest": "sha1:2NC4JEDJ53GZHAFIPCNFO2QIASNY7BWP",
      },
      Format: "WARC/1.0",
      "WARC-Header-Length": "607",
      "WARC-Header-Metadata": warcHeader ?? {
        "WARC-Type": "response",
        "WARC-Date": "2024-05-18T01:58:10Z",
        "WARC-Record-ID": "<urn:uuid:e5e13db1-eed1-4c4d-923c-7992e0c0cda0>",
        "WARC-Target-URI": "https://example.org/a/page.html",
        "WARC-Identified-Payload-Type": "text/html",
      },
    },
  };
}

/** Writes JSON with the members of each object ordered by `order`, and `space()` wherever white space may stand. */
export function writeJson(
  value: Json,
  {
    order = (names) => names,
    space = () => "",
    quote = (text) => JSON.stringify(text),
  }: { order?: (names: string[]) => string[]; space?: () => string; quote?: (text: string) => string } = {},
): string {
  const write = (item: Json): string => {
    if (Array.isArray(item)) return `[${space()}${item.map(write).join(`${space()},${space()}`)}${space()}]`;
    if (typeof item === "object" && item !== null) {
      const members = order(Object.keys(item)).map(
        (name) => `${quote(name)}${space()}:${space()}${write(item[name]!)}`,
      );
      return `{${space()}${members.join(`${space()},${space()}`)}${space()}}`;
    }
    return typeof item === "string" ? quote(item) : JSON.stringify(item);
  };
  return write(value);
}
