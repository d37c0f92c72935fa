/** `12,345`. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en");
}

/** `1 page`, `12,345 pages`. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `37 %`; `< 1 %` and `> 99 %` where rounding would say none or all. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return "< 1 %";
  if (percent === 100 && part < whole) return "> 99 %";
  return `${percent} %`;
}

/** `842 B`, `17 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
