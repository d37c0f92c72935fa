// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const crawlFiles: readonly PackagedFile[] = [
  {
    path: "tiny-crawl.cdxj",
    url: new URL("../data/crawl/tiny-crawl.cdxj", import.meta.url),
    bytes: 301445,
    sha256: "52a82420af7813d1d05d42f7ba005e223349964f901798cf8f8e57c4275367bc",
  },
  {
    path: "tiny-crawl.warc.gz",
    url: new URL("../data/crawl/tiny-crawl.warc.gz", import.meta.url),
    bytes: 1868324,
    sha256: "5a74ffda91ed2029c0e0ce8f70e1d94fe924d53b9a1e8db9d765cffa14a0c770",
  },
  {
    path: "tiny-crawl.warc.wat.gz",
    url: new URL("../data/crawl/tiny-crawl.warc.wat.gz", import.meta.url),
    bytes: 1516437,
    sha256: "be9afa8a642f129ec9893a7f0123c4214341fb69c5ca4aa037f0433453feeea9",
  },
  {
    path: "truth.json",
    url: new URL("../data/crawl/truth.json", import.meta.url),
    bytes: 424570,
    sha256: "7d70c2fd55faae058fda8754a2a6ade89a1d98d153de74d49bd260199d516c96",
  },
];
