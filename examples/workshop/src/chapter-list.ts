/** A chapter of the workshop: a page of its own. */
export type Chapter = { readonly id: string; readonly title: string };

/** In their order; `id` is the name of the page. */
export const chapters: readonly Chapter[] = [
  { id: "alt-text", title: "Alt text" },
  { id: "common-crawl", title: "Common Crawl" },
  { id: "clip", title: "CLIP, WordNet and ImageNet" },
  { id: "laion", title: "LAION-5B" },
  { id: "stable-diffusion", title: "Stable Diffusion" },
  { id: "bias", title: "Bias" },
  { id: "change-the-data", title: "Now change the data" },
];
