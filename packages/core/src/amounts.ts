/** A number as people write it: `12,345`. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en");
}

/**
 * A count with its noun: `1 page`, `12,345 pages`.
 *
 * @param plural for nouns whose plural isn't the singular with an s
 */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** A size, in decimal units: `842 B`, `17 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
