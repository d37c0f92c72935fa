// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const crawlFiles: readonly PackagedFile[] = [
  {
    path: "tiny-crawl.cdxj",
    url: new URL("../data/crawl/tiny-crawl.cdxj", import.meta.url),
    bytes: 299390,
    sha256: "20f98b8ca02108eafc20f46a4aa3ba5e446d4a36927eb405bc0b5ec687ecb28f",
  },
  {
    path: "tiny-crawl.warc.gz",
    url: new URL("../data/crawl/tiny-crawl.warc.gz", import.meta.url),
    bytes: 1833734,
    sha256: "9385f8a5c7fcc444862fd0af27e3ee5e5d5605d4aa7fd77b48858c3eb910bca2",
  },
  {
    path: "tiny-crawl.warc.wat.gz",
    url: new URL("../data/crawl/tiny-crawl.warc.wat.gz", import.meta.url),
    bytes: 1512968,
    sha256: "ce808da28b928ddecee03c31de05ef1b6056fbc3afbacf43da8fe9662f490a62",
  },
  {
    path: "truth.json",
    url: new URL("../data/crawl/truth.json", import.meta.url),
    bytes: 417521,
    sha256: "654c01b6293a8feb2dee24c479c33df978cacb3cc4f2e6b9e8d28ba3e8d2cbf5",
  },
];
