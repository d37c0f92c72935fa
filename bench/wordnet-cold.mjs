// `node wordnet-cold.mjs NAME [DICT]`: the time from the start of the process to the first answer, as one line of JSON.
const [, , name = "", dict = ""] = process.argv;
/** @type {Record<string, () => Promise<unknown>>} */
const answers = {
  async ours() {
    const { findSynsets, definition } = await import("@alt2img/wordnet");
    const { wordnet } = await import("@alt2img/wordnet/princeton");
    const princeton = await wordnet();
    const [dog] = findSynsets(princeton, "dog", { partOfSpeech: "n" });
    return dog === undefined ? undefined : definition(princeton, dog);
  },
  async natural() {
    const { WordNet } = await import("natural/lib/natural/wordnet/index.js");
    return new Promise((resolve) => {
      new WordNet(dict).lookup("dog", (found) => resolve(found[0]?.def));
    });
  },
  async wordpos() {
    const { default: WordPOS } = await import("wordpos");
    const found = await new WordPOS({ profile: false }).lookupNoun("dog");
    return found[0]?.def;
  },
  async "node-wordnet"() {
    const { default: WordNet } = await import("node-wordnet");
    return (await new WordNet(dict).lookupAsync("dog"))[0]?.def;
  },
  async nothing() {
    return "";
  },
};
const found = await answers[name]?.();
const seconds = performance.now() / 1000;
process.stdout.write(JSON.stringify({ seconds, found: String(found).slice(0, 30), rss: process.memoryUsage().rss }));
process.exit(0);
