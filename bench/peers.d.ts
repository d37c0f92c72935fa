/** Peers without types: the parts that are used. */
declare module "wordpos" {
  type Record = { def: string };
  class WordPOS {
    constructor(options?: { profile?: boolean });
    lookup(word: string): Promise<Record[]>;
    lookupNoun(word: string): Promise<Record[]>;
  }
  export = WordPOS;
}

declare module "node-wordnet" {
  class WordNet {
    constructor(dict: string);
    lookupAsync(word: string): Promise<{ def: string }[]>;
  }
  export = WordNet;
}
