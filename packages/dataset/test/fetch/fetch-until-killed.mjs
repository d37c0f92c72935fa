// Run by kill.test.ts: fetches the addresses `URL/0` to `URL/COUNT - 1` into a folder.
import { fetchImages } from "@alt2img/dataset/fetch";

const [url, count, folder = ""] = process.argv.slice(2);
const pairs = Array.from({ length: Number(count) }, (_, i) => ({
  imageUrl: `${url}/${i}`,
  text: `picture ${i}`,
  source: /** @type {const} */ ("alt"),
  pageUrl: "https://example.org/",
}));
const options = /** @type {const} */ ({ allowLoopback: true, perHost: 8, backoffMs: 1, check: "header" });
for await (const { record } of fetchImages(pairs, folder, options)) process.stdout.write(`${record.url}\n`);
