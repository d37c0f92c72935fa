import type { OnDiagnostic } from "@alt2img/core";

export function decodeHtml(
  bytes: Uint8Array,
  _options: { contentType?: string | undefined; onDiagnostic?: OnDiagnostic | undefined; url?: string },
): { text: string; charset: string } {
  return { text: new TextDecoder().decode(bytes), charset: "utf-8" };
}
