import { optOutSignals } from "@alt2img/alt-text";
import { judgeImages } from "@alt2img/alt-text/lint";
import { type CrawlFile, type CrawlPage, type CrawlPagesOptions, imagesOfPage, readCrawlPages } from "@alt2img/dataset";
import { pairsAndFunnel } from "./funnel-counts.js";
import type { PageReading } from "./reading.js";

/** The pages of one file, each with both readings and the findings, in constant memory. */
export async function* readPages(
  file: CrawlFile,
  options: CrawlPagesOptions,
): AsyncGenerator<PageReading, void, undefined> {
  for await (const found of readCrawlPages(file, options)) yield readPage(found, file.format);
}

function readPage(
  { page, headers, location, recordId, truncated }: CrawlPage,
  format: CrawlFile["format"],
): PageReading {
  const { url, title = "", language } = page;
  const images = judgeImages(page);
  return {
    url,
    title,
    ...(language === undefined ? {} : { language }),
    origin: { ...location, format, ...(recordId === undefined ? {} : { recordId }) },
    ...(truncated === undefined ? {} : { truncated }),
    images,
    optOut: optOutSignals(page, headers),
    ...pairsAndFunnel(imagesOfPage(page, { headers, location }), page.images),
  };
}
