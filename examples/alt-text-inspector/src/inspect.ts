import { type OptOutSignals, optOutSignals, type Page } from "@alt2img/alt-text";
import type { ResponseHeaders } from "@alt2img/core";
import { type InspectedImage, inspectImages } from "@alt2img/elements/alt-text/inspect";

/** A page that was pasted, opened or found in a crawl. It has no source if it comes from a WAT. */
export type SourcePage = { page: Page; html?: string; headers: ResponseHeaders };

export type { InspectedImage };

export type Inspection = Omit<SourcePage, "page"> & { url: string; images: InspectedImage[]; optOut: OptOutSignals };

export function inspect(source: SourcePage): Inspection {
  const { page, headers } = source;
  return { ...source, url: page.url, optOut: optOutSignals(page, headers), images: inspectImages(page) };
}
