// `node wordnet-xml.mjs NAME FILE`: reads the XML once, and prints as JSON how long it took and its peak memory.
import { readFileSync } from "node:fs";

const [, , name = "", file = ""] = process.argv;
/** @type {Record<string, () => Promise<unknown>>} */
const readers = {
  async ours() {
    const { loadWordNet } = await import("@alt2img/wordnet");
    const { openWordNetFile } = await import("@alt2img/wordnet/node");
    return (await loadWordNet(await openWordNetFile(file))).counts.synsets;
  },
  async saxes() {
    const { SaxesParser } = await import("saxes");
    const { createReadStream } = await import("node:fs");
    let synsets = 0;
    const parser = new SaxesParser();
    parser.on("opentag", (tag) => {
      if (tag.name === "Synset") synsets++;
    });
    for await (const chunk of createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 18 })) parser.write(chunk);
    parser.close();
    return synsets;
  },
  async "fast-xml-parser"() {
    const { XMLParser } = await import("fast-xml-parser");
    const parser = new XMLParser({ ignoreAttributes: false });
    return parser.parse(readFileSync(file, "utf8")).LexicalResource.Lexicon.Synset.length;
  },
};
const start = performance.now();
const found = await readers[name]?.();
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ seconds, found, rss: process.resourceUsage().maxRSS * 1024 }));
