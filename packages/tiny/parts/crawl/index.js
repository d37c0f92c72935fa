// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "tiny-crawl.cdxj",
    url: new URL("./files/tiny-crawl.cdxj", import.meta.url),
    bytes: 301445,
    sha256: "52a82420af7813d1d05d42f7ba005e223349964f901798cf8f8e57c4275367bc",
  },
  {
    path: "tiny-crawl.warc.gz",
    url: new URL("./files/tiny-crawl.warc.gz", import.meta.url),
    bytes: 1868324,
    sha256: "5a74ffda91ed2029c0e0ce8f70e1d94fe924d53b9a1e8db9d765cffa14a0c770",
  },
  {
    path: "tiny-crawl.warc.wat.gz",
    url: new URL("./files/tiny-crawl.warc.wat.gz", import.meta.url),
    bytes: 1516881,
    sha256: "d3fffd719ea38e5609a2b3852437715b46d5b79523183b275ca9de8f644df25a",
  },
  {
    path: "truth.json",
    url: new URL("./files/truth.json", import.meta.url),
    bytes: 424929,
    sha256: "55076cf62174cc86704d461a606ce37560c84ccebee2f36a30108f3a7297b73d",
  },
];
