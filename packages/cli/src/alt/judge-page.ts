import {
  type CrawlReading,
  type ExtractedImage,
  extractPage,
  heardByScreenReader,
  type OptOutSignals,
  optOutSignals,
  type ScreenReaderReading,
  takenByCrawl,
} from "@alt2img/alt-text";
import { type AltTextFinding, lintAltText } from "@alt2img/alt-text/lint";
import type { Diagnostic } from "@alt2img/core";
import type { PageBytes } from "./page-bytes.js";

/** An image with what its two readers get of it. `findings` only when the page was linted. */
export type JudgedImage = ExtractedImage & {
  screenReader: ScreenReaderReading;
  crawl: CrawlReading;
  findings?: Omit<AltTextFinding, "image">[];
};

/** What `alt2img alt --format json` writes. Plain data. */
export type JudgedPage = {
  url: string;
  title?: string;
  language?: string;
  optOut: OptOutSignals;
  images: JudgedImage[];
  diagnostics: Diagnostic[];
};

/** Everything that the command says about a page. */
export function judgePage({ bytes, url, headers }: PageBytes, { lint }: { lint: boolean }): JudgedPage {
  const diagnostics: Diagnostic[] = [];
  const page = extractPage(bytes, { url, headers, onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
  const { language, title, images } = page;
  const findings = lint ? lintAltText(images, { language }) : [];
  return {
    url,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    optOut: optOutSignals(page, headers),
    images: images.map((image, index) => ({
      ...image,
      screenReader: heardByScreenReader(image),
      crawl: takenByCrawl(image),
      ...(lint ? { findings: findingsOf(findings, index) } : {}),
    })),
    diagnostics,
  };
}

function findingsOf(findings: readonly AltTextFinding[], index: number): Omit<AltTextFinding, "image">[] {
  return findings.filter(({ image }) => image === index).map(({ image: _, ...finding }) => finding);
}
