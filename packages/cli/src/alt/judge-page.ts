import { type ExtractedImage, extractPage, type OptOutSignals, optOutSignals } from "@alt2img/alt-text";
import { type AltTextFinding, type JudgedImage, judgeImages } from "@alt2img/alt-text/lint";
import type { Diagnostic } from "@alt2img/core";
import type { PageBytes } from "./page-bytes.js";

/** An image with what its two readers get. It has `findings` only if the page was linted. */
export type WrittenImage = ExtractedImage & {
  screenReader: JudgedImage["heard"];
  crawl: JudgedImage["taken"];
  findings?: Omit<AltTextFinding, "image">[];
};

/** What `alt2img alt --format json` writes. Plain data. */
export type JudgedPage = {
  url: string;
  title?: string;
  language?: string;
  optOut: OptOutSignals;
  images: WrittenImage[];
  diagnostics: Diagnostic[];
};

/** Everything that the command says about a page. */
export function judgePage({ bytes, url, headers }: PageBytes, { lint }: { lint: boolean }): JudgedPage {
  const diagnostics: Diagnostic[] = [];
  const page = extractPage(bytes, { url, headers, onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
  const { language, title } = page;
  return {
    url,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    optOut: optOutSignals(page, headers),
    images: judgeImages(page, { lint }).map(({ image, heard, taken, findings }) => ({
      ...image,
      screenReader: heard,
      crawl: taken,
      ...(lint ? { findings: findings.map(({ image: _, ...finding }) => finding) } : {}),
    })),
    diagnostics,
  };
}
