import type { ImageTextPair } from "@alt2img/core";

/** One pair with everything, and one with as little as a pair may have. */
export const fullPair: ImageTextPair = {
  imageUrl: "https://example.org/apple.png",
  text: "ein roter Apfel 🍎 auf einem Tisch, “süß”",
  source: "figcaption",
  pageUrl: "https://example.org/obst?größe=3",
  width: 640,
  height: 480,
  optOut: [
    { signal: "noai", agent: "*" },
    { signal: "noindex", agent: "gptbot" },
  ],
  filename: "crawl/CC-MAIN-1.warc.gz",
  offset: 5_000_000_000,
  length: 1234,
};

export const barePair: ImageTextPair = {
  imageUrl: "https://example.org/b.png",
  text: "b",
  source: "alt",
  pageUrl: "https://example.org/",
};

export function manyPairs(count: number): ImageTextPair[] {
  return Array.from({ length: count }, (_, i) => ({ ...(i % 3 === 0 ? fullPair : barePair), text: `text ${i}` }));
}
