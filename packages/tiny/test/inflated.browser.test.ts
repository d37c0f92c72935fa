import { expect, it } from "vitest";
import { tinyCrawl } from "../src/crawl.js";

it("says when a server has .gz files inflated in transit, as Vite's does", async () => {
  await expect(tinyCrawl.read("tiny-crawl.warc.gz")).rejects.toMatchObject({
    code: "core/inflated",
    message: expect.stringContaining("Content-Encoding: gzip"),
  });
});
