import { extractPage } from "@alt2img/alt-text";
import { Alt2imgError, looksLikeHtml, readUrl } from "@alt2img/core";
import { serve } from "@alt2img/core/worker";
import { inspectImages } from "./inspect.js";
import type { AltTextTasks } from "./tasks.js";

serve<AltTextTasks>({
  async inspect([{ html, url }], { signal }) {
    return inspectImages(extractPage(html ?? (await fetchPage(url, signal)), { url }));
  },
});

async function fetchPage(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = await readUrl(url, { signal });
  if (looksLikeHtml(bytes)) return bytes;
  throw new Alt2imgError("elements/not-html", `${url} isn't an HTML page. Give the address of one, or its text.`);
}
