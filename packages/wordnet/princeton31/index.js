export const files = {
  lexicon: new URL("./data/princeton31.bin", import.meta.url),
  definitions: new URL("./data/princeton31-definitions.bin", import.meta.url),
};
