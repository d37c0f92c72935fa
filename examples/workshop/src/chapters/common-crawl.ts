import crawlUrl from "@alt2img/example-sample-crawl/sample-crawl.warc.gz?url";
import { ask } from "../ask.js";
import { keepResult } from "../keep.js";

ask("crawl", async () => {
  const [{ WarcElement }, response] = await Promise.all([import("@alt2img/elements/warc"), fetch(crawlUrl)]);
  if (!response.ok) throw new Error(`the server answers with ${response.status}`);
  const crawl = new WarcElement();
  crawl.noInput = true;
  crawl.file = await response.blob();
  crawl.addEventListener("alt2img-warc", ({ detail: { records } }) =>
    keepResult("common-crawl/records", "Records in the crawl", String(records)),
  );
  crawl.addEventListener("alt2img-warc-record", ({ detail: { row } }) =>
    keepResult("common-crawl/opened", "The record that I opened last", `${row.type} ${row.targetUri ?? ""}`),
  );
  return crawl;
});
