import type { TextSource } from "@alt2img/core";

// A record, so that the compiler complains if a source is added to the type and not here.
const all: Record<TextSource, true> = {
  alt: true,
  title: true,
  "aria-label": true,
  "aria-labelledby": true,
  label: true,
  value: true,
  "svg-title": true,
  figcaption: true,
  "og:image:alt": true,
  "twitter:image:alt": true,
  "json-ld": true,
};

/** Every `TextSource`, for programs that check or list them. */
export const textSources: readonly TextSource[] = Object.keys(all).filter(isTextSource);

/** Whether `value` names a `TextSource`. */
export function isTextSource(value: unknown): value is TextSource {
  return typeof value === "string" && Object.hasOwn(all, value);
}
