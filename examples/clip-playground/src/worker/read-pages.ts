import { type ExtractedImage, extractPage, type Page } from "@alt2img/alt-text";
import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { readWarc, type WarcRecordHead } from "@alt2img/crawl";
import { openCrawlFile, readCrawlPages } from "@alt2img/dataset";
import { pictureOfDataUrl } from "./data-url.js";

/** A page's source, or a file with pages, and pictures that came along. */
export type PageSource = {
  readonly html?: string;
  readonly file?: Blob;
  readonly name: string;
  /** What links in the source are relative to. */
  readonly url: string;
  readonly pictures: readonly File[];
};

/** An image of a page. Plain data. */
export type PageImage = {
  /** Its URL, or what it is instead of one. */
  readonly address: string;
  /** What it is called on the page, and where that is written: mostly `alt`. */
  readonly name?: { readonly text: string; readonly source: string };
  readonly textState: ExtractedImage["textState"];
  readonly picture?: Blob;
  /** Why there is no picture. */
  readonly why?: string;
};

export type OpenedPages = {
  readonly name: string;
  readonly pages: readonly { readonly title: string; readonly images: readonly PageImage[] }[];
  /** Records of a crawl file that couldn't be read. */
  readonly problems: number;
  /** Whether there are more pages or pictures than are shown. */
  readonly isCut: boolean;
};

/** A crawl file may have any size; the page only shows its start. */
const MAX_PAGES = 300;
const MAX_PICTURE_BYTES = 200e6;

/**
 * Lists the images of a page or of the pages in a crawl file, with those pictures that came with them. Nothing is
 * fetched.
 *
 * @throws Alt2imgError when the file is neither HTML nor a crawl file, or has no page
 */
export async function readPages(source: PageSource, { signal }: { signal?: AbortSignal } = {}): Promise<OpenedPages> {
  const { html, file, name, url, pictures } = source;
  const sent = new Map(pictures.map((picture) => [picture.name.toLowerCase(), picture]));
  if (html !== undefined) return opened(name, [extractPage(html, { url })], new Map(), sent);
  if (file === undefined) throw new Alt2imgError("playground/no-page", "There is no page to read.");
  const captured = await picturesOfCrawl(file, signal);
  const pages: Page[] = [];
  let problems = 0;
  const onDiagnostic = ({ code }: Diagnostic): void => void (code.startsWith("crawl/") && problems++);
  for await (const { page } of readCrawlPages(await openCrawlFile(file), {
    filename: name,
    url,
    signal,
    onDiagnostic,
  })) {
    pages.push(page);
    if (pages.length === MAX_PAGES) break;
  }
  if (pages.length === 0) throw new Alt2imgError("playground/no-page", `${name} has no HTML page.`);
  return {
    ...opened(name, pages, captured.pictures, sent),
    problems,
    isCut: pages.length === MAX_PAGES || captured.isCut,
  };
}

async function picturesOfCrawl(
  file: Blob,
  signal: AbortSignal | undefined,
): Promise<{ pictures: Map<string, Blob>; isCut: boolean }> {
  const pictures = new Map<string, Blob>();
  const { format, bytes } = await openCrawlFile(file);
  if (format !== "warc") {
    await bytes.return();
    return { pictures, isCut: false };
  }
  let size = 0;
  const filter = ({ type, http, mimeType }: WarcRecordHead): boolean =>
    type === "response" && http?.status === 200 && mimeType?.startsWith("image/") === true;
  for await (const record of readWarc(bytes, { filter, ...(signal && { signal }) })) {
    const { targetUri, mimeType } = record;
    if (targetUri === undefined || !mimeType?.startsWith("image/")) continue;
    const payload = await record.payload();
    if ((size += payload.length) > MAX_PICTURE_BYTES) return { pictures, isCut: true };
    pictures.set(targetUri, new Blob([payload.slice()], { type: mimeType }));
  }
  return { pictures, isCut: false };
}

function opened(
  name: string,
  pages: readonly Page[],
  captured: ReadonlyMap<string, Blob>,
  sent: ReadonlyMap<string, Blob>,
): OpenedPages {
  return {
    name,
    pages: pages.map((page) => ({
      title: page.title || page.url,
      images: page.images.filter(isShown).map((image) => pageImage(image, captured, sent)),
    })),
    problems: 0,
    isCut: false,
  };
}

/** Elements that show a picture. `meta` and JSON-LD only speak of one, and an `area` has none of its own. */
const isShown = ({ element }: ExtractedImage): boolean => !["meta", "json-ld", "area"].includes(element);

function pageImage(
  { element, url, candidates, name, textState }: ExtractedImage,
  captured: ReadonlyMap<string, Blob>,
  sent: ReadonlyMap<string, Blob>,
): PageImage {
  const address = url === undefined ? `<${element}>` : url.startsWith("data:") ? "in the page itself (data: URL)" : url;
  const facts = { address, textState, ...(name === undefined ? {} : { name }) };
  for (const candidate of candidates) {
    const picture =
      captured.get(candidate.url) ?? sent.get(fileNameOf(candidate.url)) ?? pictureOfDataUrl(candidate.url);
    if (picture !== undefined) return { ...facts, picture };
  }
  return { ...facts, why: whyNone(url) };
}

function whyNone(url: string | undefined): string {
  if (url === undefined) return "It is drawn by the page itself, not a picture file.";
  if (url.startsWith("data:")) return "Its data: URL holds no picture that can be read.";
  return "The picture is on the web, and this page fetches nothing from there. Open the page together with its pictures to see scores.";
}

/** `apple.webp` of `https://example.org/pictures/apple.webp?width=200`, in lower case. */
function fileNameOf(url: string): string {
  if (!URL.canParse(url)) return "";
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last).toLowerCase();
  } catch {
    return last.toLowerCase();
  }
}
